namespace PeerRpc.Core.Tests.Serialization;

/// <summary>A file in one piece.</summary>
public sealed record Upload(string Name, byte[] Content);
