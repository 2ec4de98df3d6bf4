namespace PeerRpc.Benchmarks.Bulk;

/// <summary>The bytes of every transfer: four prepared chunks of random bytes, over and over.</summary>
/// <remarks>
/// Prepared once, so that producing costs nothing; four different ones, so that the check sees two neighbours that
/// change places. Nobody may write to them.
/// </remarks>
internal static class BulkPattern
{
    /// <summary>Bytes of a chunk.</summary>
    public const int ChunkBytes = 64 * 1024;

    private const int Chunks = 4;
    private const int Seed = 20_260_101;
    private static readonly byte[][] Prepared = Prepare();

    /// <summary>The chunk that begins at a position of a transfer.</summary>
    /// <param name="position">Bytes before it; a multiple of <see cref="ChunkBytes"/>.</param>
    /// <param name="bytes">Bytes of the whole transfer, which cuts the last chunk.</param>
    public static byte[] ChunkAt(long position, long bytes)
    {
        byte[] chunk = Prepared[position / ChunkBytes % Chunks];
        long left = bytes - position;
        return left >= ChunkBytes ? chunk : chunk[..(int)left];
    }

    private static byte[][] Prepare()
    {
        var random = new Random(Seed);
        byte[][] chunks = new byte[Chunks][];
        for (int i = 0; i < Chunks; i++)
        {
            chunks[i] = new byte[ChunkBytes];
            random.NextBytes(chunks[i]);
        }

        return chunks;
    }
}
