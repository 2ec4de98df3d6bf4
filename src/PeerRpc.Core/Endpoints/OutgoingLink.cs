using PeerRpc.Core.Calls;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;
using PeerRpc.Core.Routes;

namespace PeerRpc.Core.Endpoints;

/// <summary>The opener's end of a link, over one path after another.</summary>
/// <remarks>
/// 1. With a connection it asks for a route (<see cref="TryConnect"/>), with a hello that opens the link. 2. Until the
/// acceptor's hello comes nothing is sent, and a path that breaks before is simply followed by another opening. 3. From
/// then on the link is bound to that acceptor, and a path that breaks is followed by one that resumes it: the old path
/// is left for good, the acceptor proves that it knows the secret, this side does the same, and what is missing is
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

    /// <param name="name">Who calls whom.</param>
    /// <param name="services">What links are made with.</param>
    /// <param name="links">Gives numbers, and is told when the link has ended.</param>
    public OutgoingLink(LinkName name, EndpointServices services, OutgoingLinks links)
    {
        Name = name;
        _links = links;
        _window = new LinkWindow(services.Calls.Time, OnWindowOver);
        _retry = new PathRetry(services.Calls.Time, services.Random.NextDouble, OnRetryDue);
        End = new LinkEnd(
            new CallIdentity(services.Instance, 0), name.Target, isOpener: true, services.Calls,
            name.LeadsToBroker ? services.Settings with { Resumes = false } : services.Settings);
        _handshake = new OpenerHandshake(End, services, links.NextNumber);
    }

    public LinkName Name { get; }

    public LinkEnd End { get; }

    public OutgoingCalls Calls => End.Outgoing;

    /// <summary>Runs while it has no path. Under the gate.</summary>
    public LinkWindow Window => _window;

    private Lock Gate => End.Link.Gate;

    /// <summary>There is a connection: opens the link over it, or resumes it.</summary>
    /// <returns>False if there is no route for it; the link has then ended.</returns>
    public bool TryConnect(RouteOpener opener)
    {
        lock (Gate)
        {
            if (_ended || opener.IsLost || _path is not null)
                return true;
            _opener = opener;
            OpenPath(opener);
            if (_ended)
                return false;
        }
        opener.Flush();
        return true;
    }

    /// <summary>Somebody does not wait for a peer that others wait for: asks whether it is there now.</summary>
    public void AskAgain()
    {
        RouteOpener? opener;
        lock (Gate)
        {
            opener = Calls.AwaitsPeer ? _opener : null;
            if (opener is null)
                return;
            Calls.StopAwaitingPeer();
            LeavePath(CloseReason.Abandoned);
            _retry.Reset();
        }
        TryConnect(opener);
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
            _retry.Reset();
            Calls.StopAwaitingPeer();
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
        End.Link.Flush();
    }

    /// <summary>The route was refused; it does not exist any more.</summary>
    public void OnRefused(OutgoingPath path, RouteRefusedFrame refused)
    {
        lock (Gate)
        {
            if (path != _path)
                return;
            LinkError toError = LinkErrors.Refused(refused);
            if (_links.ResumeWindow > TimeSpan.Zero && LinkErrors.MayPass(refused.Code, _handshake.IsBound))
                BreakPath(CloseReason.ConnectionLost, refused.Message);
            else if (LinkErrors.IsAbsence(refused.Code, _handshake.IsBound) && Calls.TryAwaitPeer(toError))
                AwaitPeer();
            else
                EndAll(toError);
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
                EndAll(LinkErrors.Closed(Name.TargetId, reason, message));
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

    private void OpenPath(RouteOpener opener)
    {
        _retry.Stop();
        var path = new OutgoingPath(this, _handshake.NextHello());
        path.Route = opener.Take(path);
        if (path.Route is null)
        {
            if (_handshake.IsBound || opener.WillHaveRoom)
                _retry.Schedule();
            else
                EndAll(LinkErrors.Of(PeerErrorCode.ResourceExhausted, opener.AllInUse));
            return;
        }
        _path = path;
        // Only those wait for a target who have lost something, or have heard that it is not there and wait for it.
        TimeSpan wait = Calls.AwaitsPeer ? _links.ResumeWindow : _links.LongerAbsence(_window.Remaining);
        opener.Open(path.Route, new OpenRouteFrame(Name.TargetId, Name.OpenerId, wait, path.HelloFrame));
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
        EndAll(LinkErrors.Closed(Name.TargetId, CloseReason.ProtocolError, Fault));
    }

    private void OnUnknown() => _links.Renew(this, LinkErrors.Gone($"'{Name.TargetId}' has started anew."));

    // The broker holds the next route until the peer comes, and is asked again each time that it gives up.
    private void AwaitPeer()
    {
        LeavePath(CloseReason.Abandoned);
        _window.Stop();
        _retry.Schedule();
    }

    // The link goes on over another path, if there is one before its window is over.
    private void BreakPath(CloseReason reason, string message)
    {
        LeavePath(reason);
        if (_links.ResumeWindow == TimeSpan.Zero)
        {
            EndAll(LinkErrors.Closed(Name.TargetId, reason, message));
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
            opener = _retry.IsScheduled ? _opener : null;
        if (opener is not null)
            TryConnect(opener);
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
                : LinkErrors.Gone($"'{Name.TargetId}' did not come back in time."));
        }
    }
}
