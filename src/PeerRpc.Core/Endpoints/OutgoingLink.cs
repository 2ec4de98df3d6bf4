using PeerRpc.Core.Calls;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;
using PeerRpc.Core.Routes;

namespace PeerRpc.Core.Endpoints;

/// <summary>The opener's end of a link, over one path after another.</summary>
/// <remarks>
/// 1. With a connection at hand it asks for a route (<see cref="Connect"/>), with a hello that opens the link. 2. Until
/// the acceptor's hello comes nothing is sent, and a path that breaks before is simply followed by another opening. 3.
/// From then on the link is bound to that acceptor, and a path that breaks is followed by one that resumes it: the old
/// path is left for good, the acceptor proves that it knows the secret, this side does the same, and what is missing is
/// replayed behind the proof. 4. An acceptor that does not know the link has started anew: what was sent may have run
/// and fails, what was not goes to the next link. 5. When the window is over before a frame of the acceptor's has come,
/// the link ends. Everything here is guarded by the link's gate.
/// </remarks>
internal sealed class OutgoingLink : IDisposable
{
    private readonly OutgoingLinks _links;
    private readonly OpenerHandshake _handshake;
    private readonly LinkWindow _window;
    private readonly PathRetry _retry;
    private RouteOpener? _opener;
    private OutgoingPath? _path;
    private bool _ended;

    /// <param name="openerId">The id to call as; empty for none.</param>
    /// <param name="targetId">The peer to call; empty for the broker.</param>
    /// <param name="services">What links are made with.</param>
    /// <param name="links">Gives numbers, and is told when the link has ended.</param>
    public OutgoingLink(string openerId, string targetId, EndpointServices services, OutgoingLinks links)
    {
        OpenerId = openerId;
        TargetId = targetId;
        _links = links;
        _window = new LinkWindow(services.Calls.Time, OnWindowOver);
        _retry = new PathRetry(services.Calls.Time, services.Random.NextDouble, OnRetryDue);
        // What the broker says of the one who is called is that the id is theirs.
        string? calledId = targetId.Length > 0 ? targetId : null;
        var target = new CallerIdentity(calledId, openerId, null, PrincipalStamp.Anonymous);
        End = new LinkEnd(
            new CallIdentity(services.Instance, 0), target, isOpener: true, services.Calls, services.Settings);
        _handshake = new OpenerHandshake(End, services, links.NextNumber);
    }

    public string OpenerId { get; }

    public string TargetId { get; }

    public LinkEnd End { get; }

    public OutgoingCalls Calls => End.Outgoing;

    /// <summary>The broker holds nothing that a link to itself could be resumed with.</summary>
    public bool LeadsToBroker => TargetId.Length == 0;

    /// <summary>How long it has been without a path.</summary>
    public TimeSpan Away
    {
        get
        {
            lock (Gate)
                return _window.Elapsed;
        }
    }

    private Lock Gate => End.Link.Gate;

    /// <summary>There is a connection: opens the link over it, or resumes it.</summary>
    /// <returns>Null, or why there is no route; the link has then ended.</returns>
    public string? Connect(RouteOpener opener)
    {
        string? reason = null;
        lock (Gate)
        {
            if (_ended || opener.IsLost || _path is not null)
                return null;
            _opener = opener;
            _retry.Reset();
            reason = OpenPath(opener);
        }
        opener.Flush();
        return reason;
    }

    /// <summary>The connection is lost, or there has been none for a while.</summary>
    /// <param name="window">How long the link may be without a path from now on.</param>
    /// <param name="reason">What is said of it to those who wait in vain.</param>
    public void Disconnect(TimeSpan window, string reason)
    {
        lock (Gate)
        {
            if (_ended)
                return;
            _opener = null;
            _retry.Stop();
            LeavePath(CloseReason.ConnectionLost);
            if (window == TimeSpan.Zero)
                EndAll(LinkErrors.Lost(reason));
            else
                _window.Start(window);
        }
    }

    /// <summary>The other side has accepted the route.</summary>
    public void OnOpened(OutgoingPath path, RouteOpenedFrame opened)
    {
        bool unknown = false;
        lock (Gate)
        {
            if (path != _path)
                return;
            if (!_handshake.IsBound)
                Begin(path, opened);
            else if (_handshake.IsUnknown(opened))
                unknown = true;
            else if (!_handshake.TryResume(path, opened))
                BreakPath(CloseReason.Superseded, "This is not the answer to the resume.");
        }
        if (unknown)
            OnUnknown();
        else
            End.Link.Flush();
    }

    /// <summary>The route was refused; it does not exist any more.</summary>
    public void OnRefused(OutgoingPath path, RouteRefusedFrame refused)
    {
        lock (Gate)
        {
            if (path != _path)
                return;
            // Whoever is not there may be on the way back for as long as the link may be without a path.
            bool mayComeBack = refused.Code == PeerErrorCode.Unavailable
                || (_handshake.IsBound && refused.Code != PeerErrorCode.PermissionDenied);
            if (mayComeBack && _links.ResumeWindow > TimeSpan.Zero)
                BreakPath(CloseReason.ConnectionLost, refused.Message);
            else
                EndAll(LinkErrors.Refused(refused));
        }
    }

    /// <summary>The route has ended, from either side.</summary>
    public void OnClosed(OutgoingPath path, CloseReason reason, string message)
    {
        lock (Gate)
        {
            if (path != _path)
                return;
            bool isFinal = reason is CloseReason.Left or CloseReason.PermissionDenied
                || (reason == CloseReason.ProtocolError && (!_handshake.IsBound || End.Link.OnFault()));
            if (isFinal)
                EndAll(LinkErrors.Closed(TargetId, reason, message));
            else
                BreakPath(reason, message);
        }
    }

    /// <summary>The first frames have come on a path: the acceptor took the proof, or knows no such link.</summary>
    public void OnFirstData(OutgoingPath path, ReadOnlySpan<byte> data)
    {
        bool unknown;
        lock (Gate)
        {
            if (path != _path)
                return;
            unknown = _handshake.IsUnknown(data);
            if (!unknown)
            {
                _window.Stop();
                _retry.Reset();
            }
        }
        if (unknown)
            OnUnknown();
    }

    /// <summary>Leaves the link on purpose.</summary>
    public void Close(LinkError toError)
    {
        lock (Gate)
        {
            _path?.Route!.Close(CloseReason.Left, "The caller has left.");
            EndAll(toError);
        }
    }

    /// <summary>Ends the link, and everything on it.</summary>
    public void EndAll(LinkError toError)
    {
        lock (Gate)
        {
            if (_ended)
                return;
            _ended = true;
            LeavePath(CloseReason.Abandoned);
            Dispose();
            _links.Remove(this);
            End.End(toError);
        }
    }

    public void Dispose()
    {
        _window.Dispose();
        _retry.Dispose();
    }

    private string? OpenPath(RouteOpener opener)
    {
        _retry.Stop();
        var path = new OutgoingPath(this, _handshake.NextHello());
        path.Route = opener.Take(path);
        if (path.Route is null)
        {
            string reason = $"All {opener.MaxRoutes} routes of this client are in use.";
            if (!_handshake.IsBound)
                EndAll(LinkErrors.Of(PeerErrorCode.ResourceExhausted, reason));
            else
                _retry.Schedule();
            return _handshake.IsBound ? null : reason;
        }
        _path = path;
        opener.Open(path.Route, new OpenRouteFrame(TargetId, OpenerId, Wait(), path.HelloFrame));
        return null;
    }

    // Only those wait for a target who have lost something: everybody else is to hear at once that it is not there.
    private TimeSpan Wait()
    {
        TimeSpan own = _window.Remaining;
        TimeSpan all = _links.RestOfAbsence;
        return own > all ? own : all;
    }

    private void Begin(OutgoingPath path, RouteOpenedFrame opened)
    {
        if (_handshake.TryBegin(path, opened))
        {
            _window.Stop();
            _retry.Reset();
            return;
        }
        const string Fault = "The acceptor's hello cannot be read.";
        path.Route!.Close(CloseReason.ProtocolError, Fault);
        EndAll(LinkErrors.Closed(TargetId, CloseReason.ProtocolError, Fault));
    }

    private void OnUnknown() => _links.Renew(this, LinkErrors.Gone($"'{TargetId}' has started anew."));

    // The link goes on over another path, if there is one before its window is over.
    private void BreakPath(CloseReason reason, string message)
    {
        LeavePath(reason);
        if (_links.ResumeWindow == TimeSpan.Zero)
        {
            EndAll(LinkErrors.Closed(TargetId, reason, message));
            return;
        }
        _window.Start(_links.ResumeWindow);
        if (_opener is not null)
            _retry.Schedule();
    }

    private void LeavePath(CloseReason reason)
    {
        if (_path is null)
            return;
        _path.Route!.Close(CloseReason.Superseded, "");
        _path = null;
        End.Link.LeavePath(congested: reason == CloseReason.Congested);
    }

    private void OnRetryDue()
    {
        RouteOpener? opener;
        lock (Gate)
        {
            opener = _retry.IsScheduled ? _opener : null;
            if (_ended || opener is null || opener.IsLost || _path is not null)
                return;
            OpenPath(opener);
        }
        opener.Flush();
    }

    private void OnWindowOver()
    {
        lock (Gate)
        {
            if (_ended || !_window.HasExpired())
                return;
            _path?.Route!.Close(CloseReason.Abandoned, "The caller has waited long enough.");
            EndAll(_opener is null
                ? LinkErrors.Lost("The connection to the broker did not come back in time.")
                : LinkErrors.Gone($"'{TargetId}' did not come back in time."));
        }
    }
}
