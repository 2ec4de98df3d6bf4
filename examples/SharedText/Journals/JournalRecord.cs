using System.Buffers.Binary;
using System.Numerics;

namespace SharedText.Journals;

/// <summary>
/// How one update stands in a file: a mark, its length, a checksum of length and bytes, and the bytes.
/// </summary>
/// <remarks>
/// The checksum is CRC-32C. The mark makes it cheap to look for the next record behind damage: few places are tried.
/// </remarks>
internal static class JournalRecord
{
    public const int HeaderBytes = 9;

    private const byte Mark = 0xE7;
    private const int LengthAt = 1;
    private const int ChecksumAt = 5;

    /// <summary>Writes a record.</summary>
    public static void Write(Span<byte> target, ReadOnlySpan<byte> payload)
    {
        target[0] = Mark;
        BinaryPrimitives.WriteInt32LittleEndian(target[LengthAt..], payload.Length);
        payload.CopyTo(target[HeaderBytes..]);
        BinaryPrimitives.WriteUInt32LittleEndian(target[ChecksumAt..], Checksum(payload));
    }

    /// <summary>Reads the record that begins at the first byte, or says that none does.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out int length)
    {
        length = 0;
        if (bytes.Length < HeaderBytes || bytes[0] != Mark)
            return false;
        length = BinaryPrimitives.ReadInt32LittleEndian(bytes[LengthAt..]);
        return length >= 0 && length <= bytes.Length - HeaderBytes
            && BinaryPrimitives.ReadUInt32LittleEndian(bytes[ChecksumAt..])
                == Checksum(bytes.Slice(HeaderBytes, length));
    }

    /// <summary>The first place of a record, or -1.</summary>
    public static int Find(ReadOnlySpan<byte> bytes)
    {
        for (int at = 0; at < bytes.Length; at++)
        {
            int next = bytes[at..].IndexOf(Mark);
            if (next < 0)
                return -1;
            at += next;
            if (TryRead(bytes[at..], out _))
                return at;
        }
        return -1;
    }

    private static uint Checksum(ReadOnlySpan<byte> payload)
    {
        // With the length first, a row of zeros is no record.
        uint sum = BitOperations.Crc32C(uint.MaxValue, (uint)payload.Length);
        while (payload.Length >= sizeof(ulong))
        {
            sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt64LittleEndian(payload));
            payload = payload[sizeof(ulong)..];
        }
        foreach (byte value in payload)
            sum = BitOperations.Crc32C(sum, value);
        return ~sum;
    }
}
