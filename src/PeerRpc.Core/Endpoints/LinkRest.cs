using PeerRpc.Core.Connections;

namespace PeerRpc.Core.Endpoints;

/// <summary>Closes links on which nothing is under way; the next call opens another one.</summary>
/// <remarks>
/// 1. A link to the broker rests soon. 2. A link to a peer rests only when the client is about to run out of routes,
/// and those first that have been silent the longest: whoever serves it may keep an object for as long as it lives.
/// </remarks>
/// <param name="time">The clock.</param>
internal sealed class LinkRest(TimeProvider time) : IDisposable
{
    // Nearly every client calls the broker once, to register; of thousands that are idle afterwards, the links would be
    // a fifth of what they cost the broker.
    private static readonly TimeSpan RestAfter = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new(); // guards _timer
    private LazyTimer _timer;

    /// <summary>There is a link to the broker: lets it rest when it is not used.</summary>
    public void Begin(OutgoingLinks links)
    {
        lock (_gate)
            _timer.Set(time, state => OnDue((OutgoingLinks)state!), links, RestAfter);
    }

    /// <summary>
    /// Lets links to peers rest if seven eighths of the routes are in use, until a quarter is free. Before all are,
    /// because a route is free only when the broker has said so, too. Outside all gates.
    /// </summary>
    public static void MakeRoom(OutgoingLinks links, uint maxRoutes)
    {
        if (links.Count < maxRoutes - Math.Max(1, maxRoutes / 8))
            return;
        OutgoingLink[] open = links.Snapshot();
        long tooMany = open.Length - (maxRoutes - Math.Max(1, maxRoutes / 4));
        foreach (OutgoingLink link in open.OrderBy(link => link.End.Link.Clock.ReceivedAt))
        {
            if (tooMany <= 0)
                return;
            if (!link.Name.LeadsToBroker && link.End.Link.IsAttached && TryRest(link))
                tooMany--;
        }
    }

    public void Dispose()
    {
        lock (_gate)
            _timer.Dispose();
    }

    private void OnDue(OutgoingLinks links)
    {
        foreach (OutgoingLink link in links.Snapshot().Where(link => link.Name.LeadsToBroker))
            TryRest(link);
        if (links.CountToBroker > 0)
            Begin(links);
    }

    private static bool TryRest(OutgoingLink link)
    {
        lock (link.End.Link.Gate)
        {
            if (!link.End.IsIdle)
                return false;
            link.Close(LinkErrors.Lost("The link rests."));
            return true;
        }
    }
}
