using PeerRpc.Core.Connections;
using PeerRpc.Core.Links;

namespace PeerRpc.Core.Endpoints;

/// <summary>
/// Makes room when all links together hold as much for replay as they may: the link that has been without a path the
/// longest ends first, because it is the least likely to come back.
/// </summary>
/// <param name="outgoing">The links that this client has opened.</param>
/// <param name="incoming">Those that others have opened to it.</param>
/// <param name="work">Runs it, outside of every gate.</param>
internal sealed class ReplayRelief(OutgoingLinks outgoing, IncomingLinks incoming, WorkScheduler work)
    : IThreadPoolWorkItem
{
    private int _requested;

    /// <summary>There is no room; from any thread, and under any gate.</summary>
    public void Request()
    {
        if (Interlocked.Exchange(ref _requested, 1) == 0)
            work.Defer(this);
    }

    void IThreadPoolWorkItem.Execute()
    {
        Volatile.Write(ref _requested, 0);
        LinkError tooMuch = LinkErrors.Gone("The links that wait hold too much, and this one waited longest.");
        OutgoingLink? opened = outgoing.FindLongestAway();
        IncomingLink? accepted = incoming.FindLongestAway();
        if (opened is not null && (accepted is null || OutgoingLinks.AwayOf(opened) >= accepted.Away))
            opened.EndAll(tooMuch);
        else
            accepted?.End(tooMuch);
    }
}
