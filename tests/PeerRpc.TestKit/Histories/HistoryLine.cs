using System.Buffers.Text;

namespace PeerRpc.TestKit.Histories;

/// <summary>
/// An event as a line of text: its members as numbers, separated by blanks, without the zeros at the end.
/// </summary>
internal static class HistoryLine
{
    /// <summary>No line is longer: 14 numbers of at most 20 characters.</summary>
    public const int MaxBytes = 14 * 21;

    private const int Fields = 14;

    /// <summary>Writes a line with its line feed.</summary>
    /// <returns>How many bytes it has.</returns>
    public static int Write(in HistoryEvent entry, Span<byte> line)
    {
        Span<long> fields = stackalloc long[Fields];
        Fill(entry, fields);
        int count = fields.LastIndexOfAnyExcept(0L) + 1;
        int length = 0;
        foreach (long field in fields[..count])
        {
            if (length > 0)
                line[length++] = (byte)' ';
            Utf8Formatter.TryFormat(field, line[length..], out int written);
            length += written;
        }
        line[length++] = (byte)'\n';
        return length;
    }

    /// <summary>Reads a line without its line feed.</summary>
    /// <exception cref="FormatException">It is not one.</exception>
    public static HistoryEvent Parse(ReadOnlySpan<byte> line)
    {
        Span<long> fields = stackalloc long[Fields];
        fields.Clear();
        int count = 0;
        while (line.Length > 0)
        {
            if (count == Fields || !Utf8Parser.TryParse(line, out fields[count++], out int read) || read == 0)
                throw new FormatException("A line of a history is broken.");
            line = line[read..];
            line = line.Length > 0 ? line[1..] : line;
        }
        return From(fields);
    }

    private static void Fill(in HistoryEvent entry, Span<long> fields)
    {
        fields[0] = (long)entry.Kind;
        fields[1] = entry.Process;
        fields[2] = entry.Time.Ticks;
        fields[3] = entry.Key;
        fields[4] = entry.Value;
        fields[5] = entry.Number;
        fields[6] = entry.Deadline.Ticks;
        fields[7] = entry.Order;
        fields[8] = entry.Target;
        fields[9] = (long)entry.Form;
        fields[10] = (long)entry.Side;
        fields[11] = (long)entry.Fate;
        fields[12] = (long)entry.Code;
        fields[13] = (long)entry.Executed;
    }

    private static HistoryEvent From(ReadOnlySpan<long> fields) => new()
    {
        Kind = (HistoryEventKind)fields[0],
        Process = (int)fields[1],
        Time = TimeSpan.FromTicks(fields[2]),
        Key = fields[3],
        Value = fields[4],
        Number = fields[5],
        Deadline = TimeSpan.FromTicks(fields[6]),
        Order = fields[7],
        Target = (int)fields[8],
        Form = (CallForm)fields[9],
        Side = (StreamSide)fields[10],
        Fate = (StreamFate)fields[11],
        Code = (PeerErrorCode)fields[12],
        Executed = (Executed)fields[13],
    };
}
