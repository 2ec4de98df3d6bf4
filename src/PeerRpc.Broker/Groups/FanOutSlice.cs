using System.Collections.Immutable;

namespace PeerRpc.Broker.Groups;

/// <summary>Some members of a group that are sent what is new one after another, without a pause.</summary>
/// <remarks>Changed under the gate of the fan-out; pumped by one thread at a time.</remarks>
internal sealed class FanOutSlice
{
    /// <summary>How many members it has at most: half a millisecond of work.</summary>
    public const int Size = 64;

    private ImmutableArray<MemberFeed> _feeds = [];

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

    /// <summary>Sends what is new.</summary>
    /// <returns>How many copies were given to the members.</returns>
    public int Pump()
    {
        int copies = 0;
        foreach (MemberFeed feed in _feeds)
            copies += feed.Pump();
        return copies;
    }
}
