namespace PeerRpc.Integration.Contracts;

/// <summary>A value with byte buffers in it.</summary>
public sealed record Upload(
    string Name, byte[] Content, ReadOnlyMemory<byte> Preview, byte[]? Signature, List<byte[]> Parts);
