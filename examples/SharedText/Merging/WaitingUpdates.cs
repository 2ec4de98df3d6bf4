using SharedText.Updates;

namespace SharedText.Merging;

/// <summary>Updates that came before something that they build on.</summary>
/// <remarks>
/// At most 4096 updates and 16 MiB wait. One that finds no room is left out, and only the operations that it had are
/// noted (of 1024 replicas at most), so that the document still knows that it has gaps; who exchanges state vectors
/// gets it again. Those that wait are kept rather than the newcomer: they are nearer to what is missing.
/// </remarks>
internal sealed class WaitingUpdates
{
    private const int MostUpdates = 4096;
    private const int MostBytes = 16 * 1024 * 1024;
    private const int MostMissed = 1024;

    // By whose operation they wait for, the lowest clock first.
    private readonly Dictionary<ulong, PriorityQueue<byte[], int>> _queues = [];
    private readonly HashSet<byte[]> _all = new(new SameBytes());
    private readonly Dictionary<ulong, int> _missed = [];
    private int _bytes;

    /// <summary>Those that wait, in no order.</summary>
    public IReadOnlyCollection<byte[]> All => _all;

    /// <summary>Keeps an update until an operation has come.</summary>
    public void Add(ReadOnlySpan<byte> bytes, Update update, OpId missing)
    {
        if (_all.Count >= MostUpdates || _bytes + bytes.Length > MostBytes)
        {
            Miss(update);
            return;
        }
        byte[] copy = bytes.ToArray();
        if (_all.Add(copy))
        {
            _bytes += copy.Length;
            Enqueue(copy, missing);
        }
    }

    /// <summary>Lets one that was taken wait for something else.</summary>
    public void Return(byte[] update, OpId missing)
    {
        _all.Add(update);
        _bytes += update.Length;
        Enqueue(update, missing);
    }

    /// <summary>Takes one that waited for an operation below a clock of a replica.</summary>
    public byte[]? Take(ulong replica, int next)
    {
        if (!_queues.TryGetValue(replica, out PriorityQueue<byte[], int>? queue)
            || !queue.TryPeek(out _, out int clock) || clock >= next)
            return null;
        byte[] update = queue.Dequeue();
        if (queue.Count == 0)
            _queues.Remove(replica);
        _all.Remove(update);
        _bytes -= update.Length;
        return update;
    }

    /// <summary>Whether some wait, or were left out and have not come since.</summary>
    public bool HasGaps(Func<ulong, int> nextOf)
    {
        foreach ((ulong replica, int end) in _missed)
        {
            if (nextOf(replica) >= end)
                _missed.Remove(replica);
        }
        return _all.Count > 0 || _missed.Count > 0;
    }

    private void Miss(Update update)
    {
        foreach (Section section in update.Sections)
        {
            bool isKnown = _missed.TryGetValue(section.Replica, out int end);
            if (isKnown || _missed.Count < MostMissed)
                _missed[section.Replica] = int.Max(end, section.End);
        }
    }

    private void Enqueue(byte[] update, OpId missing)
    {
        if (!_queues.TryGetValue(missing.Replica, out PriorityQueue<byte[], int>? queue))
            _queues.Add(missing.Replica, queue = new PriorityQueue<byte[], int>());
        queue.Enqueue(update, missing.Clock);
    }
}
