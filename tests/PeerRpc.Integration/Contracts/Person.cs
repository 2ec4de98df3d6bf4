namespace PeerRpc.Integration.Contracts;

public record Person(string Name, int Age, string? Nickname = null, Person? Parent = null);
