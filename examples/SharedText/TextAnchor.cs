using SharedText.Updates;

namespace SharedText;

/// <summary>
/// A place in a text that stays with its neighbour: for carets and selections. The default is the start.
/// </summary>
public readonly record struct TextAnchor
{
    private const byte StartForm = 0;
    private const byte EndForm = 1;
    private const byte BehindForm = 2;
    private const byte InFrontForm = 3;

    // The default value of an id is an operation, so the form says whether there is one.
    private readonly byte _form;
    private readonly OpId _character;

    private TextAnchor(byte form, OpId character) => (_form, _character) = (form, character);

    /// <summary>The start of every text.</summary>
    public static TextAnchor Start => default;

    /// <summary>The end of every text.</summary>
    public static TextAnchor End => new(EndForm, OpId.None);

    internal bool IsEnd => _form == EndForm;

    internal bool IsBehind => _form == BehindForm;

    internal OpId Character => _form < BehindForm ? OpId.None : _character;

    internal static TextAnchor Behind(OpId character) => new(BehindForm, character);

    internal static TextAnchor InFrontOf(OpId character) => new(InFrontForm, character);

    /// <summary>At most 14 bytes.</summary>
    public byte[] ToBytes()
    {
        var writer = new ByteWriter();
        writer.Byte(_form);
        if (!Character.IsNone)
        {
            writer.UInt64(_character.Replica);
            writer.Varint(_character.Clock);
        }
        return writer.ToArray();
    }

    /// <summary>Reads what <see cref="ToBytes"/> has written, or says no.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out TextAnchor anchor)
    {
        anchor = default;
        var reader = new ByteReader(bytes);
        if (!reader.TryByte(out byte form) || form > InFrontForm)
            return false;
        OpId character = OpId.None;
        if (form >= BehindForm)
        {
            if (!reader.TryUInt64(out ulong replica) || !reader.TryVarint(int.MaxValue, out int clock))
                return false;
            character = new OpId(replica, clock);
        }
        if (reader.Left > 0)
            return false;
        anchor = form == StartForm ? Start : new TextAnchor(form, character);
        return true;
    }
}
