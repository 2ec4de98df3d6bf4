namespace PeerRpc.Simulations.Contracts;

/// <summary>An item of a stream, which knows its place.</summary>
/// <param name="Stream">Names the stream in the whole run.</param>
/// <param name="Index">Counted from zero.</param>
/// <param name="Payload">The <see cref="Pattern"/> of the stream and the index.</param>
public sealed record Item(long Stream, long Index, byte[] Payload)
{
    /// <summary>Makes the item of a place.</summary>
    public static Item Create(long stream, long index, int bytes) =>
        new(stream, index, Pattern.Create(stream + index, bytes));

    /// <summary>Whether it is one of this stream, as it was made.</summary>
    public bool IsOf(long stream) => Stream == stream && Pattern.Matches(stream + Index, 0, Payload);
}
