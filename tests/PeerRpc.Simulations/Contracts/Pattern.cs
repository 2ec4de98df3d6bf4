namespace PeerRpc.Simulations.Contracts;

/// <summary>Bytes that follow from a number and their place, so that their reader can tell right from wrong.</summary>
internal static class Pattern
{
    // Odd, with its bits spread: neighbouring places differ in the highest byte.
    private const ulong Spread = 0x9E37_79B9_7F4A_7C15;
    private const int HighestByte = 56;

    public static byte[] Create(long seed, int length)
    {
        byte[] bytes = new byte[length];
        Fill(seed, 0, bytes);
        return bytes;
    }

    /// <summary>Writes the bytes from a place on.</summary>
    public static void Fill(long seed, long place, Span<byte> bytes)
    {
        for (int i = 0; i < bytes.Length; i++)
            bytes[i] = At(seed, place + i);
    }

    /// <summary>Whether these are the bytes from a place on.</summary>
    public static bool Matches(long seed, long place, ReadOnlySpan<byte> bytes)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] != At(seed, place + i))
                return false;
        }
        return true;
    }

    /// <summary>Goes on with a hash that began with zero.</summary>
    public static long Hash(long hash, ReadOnlySpan<byte> bytes)
    {
        ulong value = (ulong)hash;
        foreach (byte b in bytes)
            value = (value ^ b) * Spread;
        return (long)value;
    }

    private static byte At(long seed, long place) => (byte)(((ulong)(seed ^ place) * Spread) >> HighestByte);
}
