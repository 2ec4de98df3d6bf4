namespace PeerRpc.Integration.Contracts;

public sealed record Muted(string By, DateTimeOffset Until);
