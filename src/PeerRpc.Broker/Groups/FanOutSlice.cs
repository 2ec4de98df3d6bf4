using System.Collections.Immutable;
using PeerRpc.Core.Connections;

namespace PeerRpc.Broker.Groups;

/// <summary>Some members of a group, to which one thread at a time sends what is new.</summary>
/// <param name="work">Runs it.</param>
/// <param name="counts">Told of what was sent.</param>
internal sealed class FanOutSlice(WorkScheduler work, GroupCounts counts) : IThreadPoolWorkItem
{
    /// <summary>How many members it has at most: a few milliseconds of work.</summary>
    public const int Size = 256;

    private ImmutableArray<MemberFeed> _feeds = []; // replaced under the gate of the fan-out
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
        int wanted = Volatile.Read(ref _wanted);
        int copies = 0;
        foreach (MemberFeed feed in _feeds)
            copies += feed.Pump();
        counts.CountCopies(copies);
        // What has come meanwhile waits for its turn among all other work.
        if (Interlocked.CompareExchange(ref _wanted, 0, wanted) != wanted)
        {
            Volatile.Write(ref _wanted, 1);
            work.Defer(this);
        }
    }
}
