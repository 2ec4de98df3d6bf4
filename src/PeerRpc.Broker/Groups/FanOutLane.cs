using PeerRpc.Core.Connections;

namespace PeerRpc.Broker.Groups;

/// <summary>Some members of a group, to which one thread at a time sends what is new.</summary>
/// <remarks>
/// Each of its slices is a work item of its own, and is followed by the next: so it leaves the thread to others in
/// between. Above all to the web server, which sends what each slice has written: written for all ten thousand members
/// first, it would have left the processor's caches by the time it is sent.
/// </remarks>
/// <param name="work">Runs the work items.</param>
/// <param name="counts">Told of what was sent.</param>
internal sealed class FanOutLane(WorkScheduler work, GroupCounts counts) : IThreadPoolWorkItem
{
    private volatile FanOutSlice[] _slices = []; // replaced under the gate of the fan-out
    private FanOutSlice[] _pass = []; // the slices as they were when it began; the work item's own, as what follows
    private int _at;
    private int _seen; // of the wishes, when the pass began
    private int _wanted;

    /// <summary>How many slices it has.</summary>
    public int Count => _slices.Length;

    public void Add(MemberFeed feed)
    {
        FanOutSlice? slice = _slices.FirstOrDefault(slice => slice.Count < FanOutSlice.Size);
        if (slice is null)
            _slices = [.. _slices, slice = new FanOutSlice()];
        slice.Add(feed);
    }

    public bool Remove(MemberFeed feed)
    {
        FanOutSlice? slice = _slices.FirstOrDefault(slice => slice.Remove(feed));
        if (slice is { Count: 0 })
            _slices = [.. _slices.Where(other => other != slice)];
        return slice is not null;
    }

    /// <summary>Has all members sent what is new, soon.</summary>
    public void Request()
    {
        if (Interlocked.Increment(ref _wanted) == 1)
            work.Defer(this);
    }

    void IThreadPoolWorkItem.Execute()
    {
        if (_at == 0)
            Begin();
        if (_at < _pass.Length)
            counts.CountCopies(_pass[_at++].Pump());
        if (_at < _pass.Length || !TryEnd())
            work.Defer(this);
    }

    // Whoever joins from now on begins with a look of its own at what there is.
    private void Begin()
    {
        _seen = Volatile.Read(ref _wanted);
        _pass = _slices;
    }

    // False if something has come meanwhile: some members have been asked before that.
    private bool TryEnd()
    {
        _at = 0;
        _pass = [];
        if (Interlocked.CompareExchange(ref _wanted, 0, _seen) == _seen)
            return true;
        Volatile.Write(ref _wanted, 1);
        return false;
    }
}
