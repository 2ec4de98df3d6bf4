using System.Collections.Immutable;
using PeerRpc.Core.Connections;

namespace PeerRpc.Broker.Groups;

/// <summary>Some thousand members of a group, to which one thread at a time sends what is new.</summary>
/// <remarks>
/// It goes through them in steps, each a work item, and so leaves the thread to others in between. Above all to the web
/// server, which sends what each step has written: written for all ten thousand members first, it would have left the
/// processor's caches by the time it is sent.
/// </remarks>
/// <param name="work">Runs the steps.</param>
/// <param name="counts">Told of what was sent.</param>
internal sealed class FanOutLane(WorkScheduler work, GroupCounts counts) : IThreadPoolWorkItem
{
    /// <summary>How many members it has at most. More lanes are more threads at a time.</summary>
    public const int Size = 4096;

    private const int Step = 64;

    private ImmutableArray<MemberFeed> _feeds = []; // replaced under the gate of the fan-out
    private ImmutableArray<MemberFeed> _pass = []; // the members as they were when it began; of the step that runs
    private int _at; // in the pass; likewise
    private int _seen; // of the wishes when the pass began; likewise
    private int _wanted;

    /// <summary>How many members it has.</summary>
    public int Count => _feeds.Length;

    public void Add(MemberFeed feed) => _feeds = _feeds.Add(feed);

    public bool Remove(MemberFeed feed)
    {
        ImmutableArray<MemberFeed> without = _feeds.Remove(feed);
        bool removed = without.Length < _feeds.Length;
        _feeds = without;
        return removed;
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
        int copies = 0;
        int end = Math.Min(_at + Step, _pass.Length);
        while (_at < end)
            copies += _pass[_at++].Pump();
        counts.CountCopies(copies);
        if (_at < _pass.Length || !TryEnd())
            work.Defer(this);
    }

    // Whoever joins from now on begins with a look of its own at what there is.
    private void Begin()
    {
        _seen = Volatile.Read(ref _wanted);
        _pass = _feeds;
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
