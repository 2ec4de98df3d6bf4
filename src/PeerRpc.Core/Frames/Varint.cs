namespace PeerRpc.Core.Frames;

/// <summary>
/// Unsigned numbers in groups of seven bits, lowest first, the top bit of a byte saying that more follow.
/// </summary>
internal static class Varint
{
    /// <summary>The longest encoding, of a number with 64 bits.</summary>
    public const int MaxLength = 10;

    public static bool TryRead(ReadOnlySpan<byte> bytes, out ulong value, out int length)
    {
        value = 0;
        for (length = 0; length < bytes.Length && length < MaxLength; length++)
        {
            byte next = bytes[length];
            // The tenth byte holds the 64th bit and nothing else.
            if (length == MaxLength - 1 && next > 1)
                return false;
            value |= (ulong)(next & 0x7F) << (7 * length);
            if (next < 0x80)
            {
                length++;
                return true;
            }
        }
        return false;
    }

    /// <summary>Writes a number and returns the length of its encoding.</summary>
    public static int Write(Span<byte> bytes, ulong value)
    {
        int length = 0;
        while (value >= 0x80)
        {
            bytes[length++] = (byte)(value | 0x80);
            value >>= 7;
        }
        bytes[length++] = (byte)value;
        return length;
    }
}
