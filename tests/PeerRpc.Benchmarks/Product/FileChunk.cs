namespace PeerRpc.Benchmarks.Product;

/// <summary>A part of a file, as applications pass it on.</summary>
/// <param name="Offset">Where it begins.</param>
/// <param name="Bytes">Its bytes.</param>
public sealed record FileChunk(long Offset, byte[] Bytes);
