namespace FileShare.Parts;

/// <summary>Which bytes of a file are there: ranges in ascending order that do not touch each other.</summary>
internal sealed class RangeSet
{
    private readonly List<ByteRange> _ranges = [];

    /// <summary>How many bytes are there.</summary>
    public long Count { get; private set; }

    /// <summary>The ranges, in ascending order.</summary>
    public IReadOnlyList<ByteRange> Ranges => _ranges;

    /// <summary>Up to where everything is there from the beginning.</summary>
    public long Prefix => _ranges is [{ From: 0, To: var to }, ..] ? to : 0;

    /// <summary>Adds a range, which may overlap with what is there.</summary>
    public void Add(ByteRange range)
    {
        if (range.IsEmpty)
            return;
        int first = _ranges.FindIndex(other => other.To >= range.From);
        if (first < 0)
            first = _ranges.Count;
        int end = first;
        while (end < _ranges.Count && _ranges[end].From <= range.To)
        {
            range = new ByteRange(long.Min(range.From, _ranges[end].From), long.Max(range.To, _ranges[end].To));
            Count -= _ranges[end].Length;
            end++;
        }
        _ranges.RemoveRange(first, end - first);
        _ranges.Insert(first, range);
        Count += range.Length;
    }

    /// <summary>What is missing of the first bytes of a file.</summary>
    public IEnumerable<ByteRange> Missing(long length)
    {
        long at = 0;
        foreach (ByteRange range in _ranges.Where(range => range.From < length))
        {
            if (range.From > at)
                yield return new ByteRange(at, range.From);
            at = range.To;
        }
        if (at < length)
            yield return new ByteRange(at, length);
    }
}
