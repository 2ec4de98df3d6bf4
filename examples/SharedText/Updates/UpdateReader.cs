namespace SharedText.Updates;

/// <summary>Reads what an <see cref="UpdateWriter"/> has written, or somebody who wants to do harm.</summary>
/// <remarks>
/// What is allocated is in proportion to the bytes that are there: a run takes at least two of them. A length alone
/// allocates nothing, since text that is not there (all of it deleted) is not kept either.
/// </remarks>
internal ref struct UpdateReader
{
    private readonly List<Section> _sections = [];
    private readonly List<Run> _runs = [];
    private ByteReader _bytes;
    private ulong[] _table = [];
    private int[] _lastClocks = [];

    private UpdateReader(ReadOnlySpan<byte> bytes) => _bytes = new ByteReader(bytes);

    /// <summary>Reads a whole update, or says that the bytes are none.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out Update update)
    {
        var reader = new UpdateReader(bytes);
        bool read = reader.TryRead();
        update = new Update(reader._sections, reader._runs);
        return read;
    }

    private bool TryRead()
    {
        if (!_bytes.TryByte(out byte version) || version != RunHead.Version || !TryTable()
            || !_bytes.TryVarint(_table.Length, out int sections))
            return false;
        var seen = new HashSet<ulong>();
        for (int i = 0; i < sections; i++)
        {
            if (!TrySection() || !seen.Add(_sections[^1].Replica))
                return false;
        }
        return _bytes.Left == 0;
    }

    private bool TryTable()
    {
        if (!_bytes.TryVarint(_bytes.Left / sizeof(ulong), out int count))
            return false;
        // The count itself took bytes, so it may still be one too high.
        if (count > _bytes.Left / sizeof(ulong))
            return false;
        _table = new ulong[count];
        _lastClocks = new int[count];
        for (int i = 0; i < count; i++)
        {
            if (!_bytes.TryUInt64(out _table[i]))
                return false;
        }
        return true;
    }

    private bool TrySection()
    {
        if (!_bytes.TryVarint(_table.Length - 1, out int place)
            || !_bytes.TryVarint(int.MaxValue, out int start)
            || !_bytes.TryVarint(_bytes.Left, out int count) || count == 0)
            return false;
        int firstRun = _runs.Count;
        int clock = start;
        _lastClocks[place] = start;
        for (int i = 0; i < count; i++)
        {
            if (!TryRun(place, clock, i > 0))
                return false;
            clock = _runs[^1].End;
            _lastClocks[place] = clock;
        }
        _sections.Add(new Section(_table[place], start, clock, firstRun, count));
        return true;
    }

    private bool TryRun(int place, int clock, bool hasBefore)
    {
        if (!_bytes.TryVarint(out ulong head))
            return false;
        ulong length = head >> RunHead.Bits;
        int form = (int)(head & ((1 << RunHead.Bits) - 1));
        if (length == 0 || length > (ulong)(int.MaxValue - clock))
            return false;
        return form switch
        {
            < RunHead.DeleteForward => TryInsertion(place, clock, (int)length, form, hasBefore),
            RunHead.DeleteForward => TryDeletion(place, clock, (int)length, RunKind.DeleteForward),
            RunHead.DeleteBackward => TryDeletion(place, clock, (int)length, RunKind.DeleteBackward),
            _ => false,
        };
    }

    private bool TryInsertion(int place, int clock, int length, int form, bool hasBefore)
    {
        int content = form % (RunHead.Dead + 1);
        var kind = RunKind.InsertRight;
        OpId origin;
        OpId rightOrigin;
        switch (form - content)
        {
            case RunHead.Next:
                if (!hasBefore || !_runs[^1].IsInsertion)
                    return false;
                origin = new OpId(_table[place], clock - 1);
                rightOrigin = _runs[^1].RightOrigin;
                break;
            case RunHead.Left:
                kind = RunKind.InsertLeft;
                if (!TryId(out origin) || origin.IsNone)
                    return false;
                rightOrigin = origin;
                break;
            default:
                if (!TryId(out origin) || !TryId(out rightOrigin))
                    return false;
                break;
        }
        if (!IsBefore(origin, place, clock) || !IsBefore(rightOrigin, place, clock))
            return false;
        string text = "";
        if (content == RunHead.Utf8 && !_bytes.TryUtf8(length, out text))
            return false;
        if (content == RunHead.Utf16 && !_bytes.TryUtf16(length, out text))
            return false;
        _runs.Add(new Run(kind, clock, length, origin, rightOrigin, text.AsMemory()));
        return true;
    }

    private bool TryDeletion(int place, int clock, int length, RunKind kind)
    {
        if (!TryId(out OpId target) || target.IsNone)
            return false;
        bool fits = kind == RunKind.DeleteForward
            ? target.Clock <= int.MaxValue - length
            : target.Clock >= length - 1;
        if (!fits)
            return false;
        Run run = Run.Deletion(kind, clock, length, target);
        _runs.Add(run);
        return IsBefore(target with { Clock = run.HighestTarget }, place, clock);
    }

    // What a replica has made refers to what was there.
    private readonly bool IsBefore(OpId id, int place, int clock) => id.Replica != _table[place] || id.Clock < clock;

    private bool TryId(out OpId id)
    {
        id = OpId.None;
        if (!_bytes.TryVarint(_table.Length, out int place))
            return false;
        if (place == 0)
            return true;
        if (!_bytes.TrySigned(out long difference))
            return false;
        // Neither the difference nor the sum is trusted to fit.
        if (difference is < -int.MaxValue or > int.MaxValue)
            return false;
        long clock = _lastClocks[place - 1] + difference;
        if (clock is < 0 or >= int.MaxValue)
            return false;
        id = new OpId(_table[place - 1], (int)clock);
        _lastClocks[place - 1] = (int)clock;
        return true;
    }
}
