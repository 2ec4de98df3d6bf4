namespace PeerRpc.Core.Tests.Serialization;

/// <summary>Byte buffers of every kind, in every place.</summary>
public sealed class Buffers
{
    public byte[]? Array { get; set; }

    public ReadOnlyMemory<byte> ReadOnlyMemory { get; set; }

    public Memory<byte> Memory { get; set; }

    public ArraySegment<byte> Segment { get; set; }

    public ReadOnlyMemory<byte>? Optional { get; set; }

    public List<byte[]?> Many { get; set; } = [];

    public Dictionary<string, ReadOnlyMemory<byte>> Named { get; set; } = [];
}
