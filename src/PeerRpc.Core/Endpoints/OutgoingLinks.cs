using PeerRpc.Core.Calls;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Links;
using PeerRpc.Core.Routes;

namespace PeerRpc.Core.Endpoints;

/// <summary>The links that this client has opened, at most one for each pair of its own id and a target.</summary>
internal sealed class OutgoingLinks(EndpointServices services)
{
    private readonly Dictionary<(string OpenerId, string TargetId), OutgoingLink> _links = []; // guarded by itself
    private Attachment? _attachment; // guarded by _links
    private LinkError? _closed; // guarded by _links
    private ulong _lastNumber; // guarded by _links

    /// <summary>How many streams and live objects there are on all links.</summary>
    public int StreamCount
    {
        get
        {
            lock (_links)
                return _links.Values.Sum(link => link.End.Streams.Count);
        }
    }

    /// <summary>Gets the calls of a link, and opens it if there is none.</summary>
    /// <exception cref="PeerRpcException">The client is closed, or all its routes are in use.</exception>
    public OutgoingCalls GetCalls(string openerId, string targetId)
    {
        OutgoingLink link;
        Attachment? attachment;
        lock (_links)
        {
            if (_links.TryGetValue((openerId, targetId), out OutgoingLink? existing))
                return existing.Calls;
            if (_closed is not null)
                throw new PeerRpcException(PeerErrorCode.Unavailable, "The client is closed; connect a new one.");
            link = new OutgoingLink(openerId, targetId, ++_lastNumber, services, Remove);
            _links.Add((openerId, targetId), link);
            attachment = _attachment;
        }
        // Thrown here, because a call that meets an ended link looks for the next one, which fares no better.
        if (attachment is not null
            && link.Open(attachment.Routes, attachment.Connection, attachment.MaxRoutes) is { } reason)
            throw new PeerRpcException(PeerErrorCode.ResourceExhausted, reason);
        return link.Calls;
    }

    /// <summary>There is a connection: opens the routes of all links that wait for one.</summary>
    public void Attach(RouteTable routes, FrameConnection connection, uint maxRoutes)
    {
        OutgoingLink[] waiting;
        lock (_links)
        {
            _attachment = new Attachment(routes, connection, maxRoutes);
            waiting = [.. _links.Values];
        }
        foreach (OutgoingLink link in waiting)
            link.Open(routes, connection, maxRoutes);
    }

    /// <summary>Ends all links; no new ones are opened.</summary>
    /// <param name="toError">What their calls fail with.</param>
    public void Close(LinkError toError)
    {
        OutgoingLink[] links;
        lock (_links)
        {
            if (_closed is not null)
                return;
            _closed = toError;
            links = [.. _links.Values];
        }
        foreach (OutgoingLink link in links)
            link.Close(toError);
    }

    private void Remove(OutgoingLink ended)
    {
        lock (_links)
        {
            if (_links.TryGetValue((ended.OpenerId, ended.TargetId), out OutgoingLink? current) && current == ended)
                _links.Remove((ended.OpenerId, ended.TargetId));
        }
    }

    private sealed record Attachment(RouteTable Routes, FrameConnection Connection, uint MaxRoutes);
}
