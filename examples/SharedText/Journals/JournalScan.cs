namespace SharedText.Journals;

/// <summary>What stands in the bytes of a file.</summary>
/// <param name="Records">Where the updates are: their first byte and their length.</param>
/// <param name="HasHeader">Whether it begins as a journal does.</param>
/// <param name="GoodBytes">Up to where it makes sense; behind that nothing is a record.</param>
/// <param name="DamagedBytes">How many bytes before that make none.</param>
internal sealed record JournalScan(
    IReadOnlyList<(int Start, int Length)> Records, bool HasHeader, int GoodBytes, int DamagedBytes)
{
    /// <summary>The first bytes of a file.</summary>
    public static ReadOnlySpan<byte> Header => "SHTEXT\0\u0001"u8;

    /// <summary>Reads it.</summary>
    public static JournalScan Of(ReadOnlySpan<byte> bytes)
    {
        var records = new List<(int, int)>();
        bool hasHeader = bytes.StartsWith(Header);
        int at = hasHeader ? Header.Length : 0;
        int damaged = 0;
        while (at < bytes.Length)
        {
            if (!JournalRecord.TryRead(bytes[at..], out int length))
            {
                int next = JournalRecord.Find(bytes[at..]);
                if (next < 0)
                    break;
                damaged += next;
                at += next;
                continue;
            }
            records.Add((at + JournalRecord.HeaderBytes, length));
            at += JournalRecord.HeaderBytes + length;
        }
        return new JournalScan(records, hasHeader, at, damaged);
    }
}
