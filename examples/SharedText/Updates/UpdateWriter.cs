namespace SharedText.Updates;

/// <summary>Writes an update.</summary>
/// <remarks>
/// <code>
/// update  = version, count, count * replica (8 bytes), count, count * section
/// section = replica, clock of its first run, count, count * run
/// run     = length and form, [origin, [right origin], [text]]
/// id      = 0 for none, or 1 + replica, clock - the last clock that was written for that replica
/// </code>
/// Numbers are varints, replicas places in the table, differences signed.
/// </remarks>
internal sealed class UpdateWriter
{
    private readonly ByteWriter _sections = new();
    private readonly List<ulong> _table = [];
    private readonly List<int> _lastClocks = [];
    private readonly Dictionary<ulong, int> _places = [];
    private int _sectionCount;

    /// <summary>Adds the operations of one replica; their clocks follow each other.</summary>
    public void Section(ulong replica, IReadOnlyList<Run> runs)
    {
        if (runs.Count == 0)
            return;
        int place = PlaceOf(replica);
        _sections.Varint(place);
        _sections.Varint(runs[0].Clock);
        _sections.Varint(runs.Count);
        _lastClocks[place] = runs[0].Clock;
        for (int i = 0; i < runs.Count; i++)
        {
            if (runs[i].IsInsertion)
                Insertion(replica, runs[i], i > 0 ? runs[i - 1] : null);
            else
                Deletion(runs[i]);
            _lastClocks[place] = runs[i].End;
        }
        _sectionCount++;
    }

    public byte[] ToArray()
    {
        var whole = new ByteWriter(_sections.Written.Length + (sizeof(ulong) * _table.Count) + 16);
        whole.Byte(RunHead.Version);
        whole.Varint(_table.Count);
        foreach (ulong replica in _table)
            whole.UInt64(replica);
        whole.Varint(_sectionCount);
        whole.Bytes(_sections.Written);
        return whole.ToArray();
    }

    private void Insertion(ulong replica, in Run run, Run? before)
    {
        ReadOnlySpan<char> text = run.Text.Span;
        int content = text.IsEmpty ? RunHead.Dead : HasHalves(text) ? RunHead.Utf16 : RunHead.Utf8;
        if (before is { IsInsertion: true } && GoesOn(replica, run, before.Value))
        {
            Head(run, RunHead.Next + content);
        }
        else if (run.Kind == RunKind.InsertLeft)
        {
            Head(run, RunHead.Left + content);
            Id(run.Origin);
        }
        else
        {
            Head(run, RunHead.Right + content);
            Id(run.Origin);
            Id(run.RightOrigin);
        }
        if (content == RunHead.Utf8)
            _sections.Utf8(text);
        else if (content == RunHead.Utf16)
            _sections.Utf16(text);
    }

    private void Deletion(in Run run)
    {
        Head(run, run.Kind == RunKind.DeleteForward ? RunHead.DeleteForward : RunHead.DeleteBackward);
        Id(run.Origin);
    }

    private static bool GoesOn(ulong replica, in Run run, in Run before) =>
        run.Kind == RunKind.InsertRight
        && run.Origin == new OpId(replica, before.End - 1)
        && run.RightOrigin == before.RightOrigin;

    private void Head(in Run run, int form) => _sections.Varint(((ulong)(uint)run.Length << RunHead.Bits) | (uint)form);

    private void Id(OpId id)
    {
        if (id.IsNone)
        {
            _sections.Varint(0);
            return;
        }
        int place = PlaceOf(id.Replica);
        _sections.Varint(place + 1);
        _sections.Signed((long)id.Clock - _lastClocks[place]);
        _lastClocks[place] = id.Clock;
    }

    private int PlaceOf(ulong replica)
    {
        if (_places.TryGetValue(replica, out int place))
            return place;
        _places.Add(replica, _table.Count);
        _table.Add(replica);
        _lastClocks.Add(0);
        return _table.Count - 1;
    }

    private static bool HasHalves(ReadOnlySpan<char> text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return true;
            i++;
        }
        return false;
    }
}
