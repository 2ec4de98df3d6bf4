namespace PeerRpc.Integration.Contracts;

public sealed record Full(int Limit);
