using PeerRpc.Core.Calls;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;
using PeerRpc.Core.Routes;
using PeerRpc.Core.Streams;

namespace PeerRpc.Core.Endpoints;

/// <summary>The acceptor's end of a link, over one path after another.</summary>
/// <remarks>
/// 1. The first path opens it. 2. A resume is answered with this side's proof and changes nothing yet (<see
/// cref="Offer"/>): the old path may still be the one that works. 3. The opener's proof makes the new path the current
/// one (<see cref="Prove"/>): every older one is left, an acknowledgement goes out at once, and what the opener has
/// missed is replayed. 4. Without a path the link waits for the opener, longer than an opener waits itself. Everything
/// here is guarded by the link's gate.
/// </remarks>
internal sealed class IncomingLink : IDisposable
{
    // So many paths may be offered at a time; an opener that is alone needs one.
    private const int MaxOffers = 4;

    private readonly EndpointServices _services;
    private readonly LinkEnd _end;
    private readonly Action<IncomingLink> _ended;
    private readonly LinkWindow _window;
    private readonly List<IncomingPath> _offers = [];
    private LinkSecret? _secret;
    private IncomingPath? _path;
    private uint _epoch;
    private bool _hasEnded;

    /// <param name="number">The number that the opener gave it.</param>
    /// <param name="end">The calls on it, and the rest.</param>
    /// <param name="services">What links are made with.</param>
    /// <param name="ended">Told when it has ended.</param>
    public IncomingLink(ulong number, LinkEnd end, EndpointServices services, Action<IncomingLink> ended)
    {
        Number = number;
        _end = end;
        _services = services;
        _ended = ended;
        _window = new LinkWindow(services.Calls.Time, OnWindowOver);
    }

    public ulong Number { get; }

    public Link Link => _end.Link;

    public IncomingCalls Calls => _end.Incoming;

    public StreamTable Streams => _end.Streams;

    /// <summary>How long it may be without a path; longer than its opener may.</summary>
    public required Func<TimeSpan> MayBeAway { get; init; }

    /// <summary>How long it has been without a path.</summary>
    public TimeSpan Away
    {
        get
        {
            lock (Link.Gate)
                return _window.Elapsed;
        }
    }

    /// <summary>Answers the opening.</summary>
    public IncomingPath Accept(LinkHello hello, ReadOnlyMemory<byte> frame, string serializer)
    {
        LinkHello reply = Link.Describe(
            LinkHelloForm.OpenReply, new LinkPosition(_services.Instance, Number, 0), _services.NewNonce(),
            [serializer]);
        _secret = new LinkSecret(hello.Nonce, reply.Nonce);
        var path = new IncomingPath(this, hello, stated: 0) { HelloFrame = frame, ReplyFrame = reply.ToFrame() };
        path.MarkProven();
        return path;
    }

    /// <summary>The route of the opening stands: from now on there may be sent over it.</summary>
    public void Attach(IncomingPath path, Route route)
    {
        lock (Link.Gate)
        {
            path.Route = route;
            if (_hasEnded)
            {
                route.Close(CloseReason.Left, "The peer has left.");
                return;
            }
            _path = path;
            if (!_end.TryAttach(route, path.Hello))
                End(LinkErrors.Of(PeerErrorCode.ProtocolError, "The opener's hello says what cannot be."));
        }
        route.Flush();
    }

    /// <summary>Answers a resume; nothing of the link changes yet.</summary>
    /// <returns>Null if a later path has been proven already.</returns>
    public IncomingPath? Offer(LinkHello hello, ReadOnlyMemory<byte> frame)
    {
        lock (Link.Gate)
        {
            if (_hasEnded || hello.Epoch <= _epoch || _secret is null)
                return null;
            LinkHello reply = Link.Describe(
                LinkHelloForm.ResumeReply, new LinkPosition(_services.Instance, Number, hello.Epoch),
                _services.NewNonce(), [.. hello.Serializers]) with
            { Proof = new byte[LinkSecret.ProofLength] };
            byte[] proof = _secret.Prove(LinkSide.Acceptor, frame.Span, reply.ToFrame());
            var path = new IncomingPath(this, hello, reply.Received)
            {
                HelloFrame = frame,
                ReplyFrame = (reply with { Proof = proof }).ToFrame(),
            };
            if (_offers.Count == MaxOffers)
                Withdraw(_offers[0]);
            _offers.Add(path);
            return path;
        }
    }

    /// <summary>The route of a resume stands.</summary>
    public void OnOffered(IncomingPath path, Route route)
    {
        lock (Link.Gate)
        {
            path.Route = route;
            if (!_offers.Contains(path))
                route.Close(CloseReason.Superseded, "");
        }
    }

    /// <summary>The opener has sent its proof: the link goes on over this path, and every older one is left.</summary>
    /// <returns>Null, or in what way it breaks the protocol.</returns>
    public string? Prove(IncomingPath path, LinkProofFrame proof)
    {
        lock (Link.Gate)
        {
            if (_hasEnded)
            {
                path.Route!.TryWrite(new LinkUnknownFrame(proof.Number, proof.Epoch).ToFrame(), default, Link);
                path.Route.Close(CloseReason.Superseded, "The link has ended.");
                return null;
            }
            if (!_offers.Remove(path) || path.Hello.Epoch <= _epoch)
            {
                path.Route!.Close(CloseReason.Superseded, "");
                return null;
            }
            if (proof.Number != Number || proof.Epoch != path.Hello.Epoch || !_secret!.IsRight(
                proof.Proof.Span, LinkSide.Opener, path.HelloFrame.Span, path.ReplyFrame))
                return "The proof is wrong.";
            return GoOn(path);
        }
    }

    /// <summary>A route has ended, from either side.</summary>
    public void OnClosed(IncomingPath path, CloseReason reason)
    {
        lock (Link.Gate)
        {
            _offers.Remove(path);
            if (path != _path || _hasEnded)
                return;
            if (reason is CloseReason.Left or CloseReason.PermissionDenied)
                End();
            else if (reason == CloseReason.ProtocolError && Link.OnFault())
                End(LinkErrors.Of(PeerErrorCode.ProtocolError, "The link broke the protocol twice."));
            else
                LeavePath(reason);
        }
    }

    /// <summary>The connection is lost, and with it every path.</summary>
    public void Disconnect()
    {
        lock (Link.Gate)
        {
            _offers.Clear();
            if (_path is not null)
                LeavePath(CloseReason.ConnectionLost);
        }
    }

    /// <summary>Ends the link: its opener is gone, or has opened a newer one.</summary>
    public void End() =>
        End((executed, id) => new PeerGoneException("The caller is gone.", executed) { CorrelationId = id });

    /// <summary>Ends the link for a reason of this side's.</summary>
    public void End(LinkError toError)
    {
        lock (Link.Gate)
        {
            if (_hasEnded)
                return;
            _hasEnded = true;
            Dispose();
            _path = null;
            _end.End(toError);
        }
        _ended(this);
    }

    public void Dispose() => _window.Dispose();

    /// <summary>Tells the opener that the link is over, and ends it.</summary>
    public void Close(CloseReason reason, string message, LinkError toError)
    {
        lock (Link.Gate)
        {
            _path?.Route?.Close(reason, message);
            foreach (IncomingPath offer in _offers)
                offer.Route?.Close(reason, message);
            _offers.Clear();
        }
        End(toError);
    }

    private string? GoOn(IncomingPath path)
    {
        IncomingPath? old = _path;
        foreach (IncomingPath older in _offers.Where(offer => offer.Hello.Epoch < path.Hello.Epoch).ToArray())
            Withdraw(older);
        Link.LeavePath();
        _path = path;
        _epoch = path.Hello.Epoch;
        _window.Stop();
        old?.Route!.Close(CloseReason.Superseded, "");
        return Link.TryResume(path.Route!, path.Hello, path.Stated, proof: null)
            ? null
            : "The opener's hello says what cannot be.";
    }

    private void Withdraw(IncomingPath offer)
    {
        _offers.Remove(offer);
        offer.Route?.Close(CloseReason.Superseded, "");
    }

    private void LeavePath(CloseReason reason)
    {
        _path = null;
        Link.LeavePath(congested: reason == CloseReason.Congested);
        TimeSpan away = MayBeAway();
        if (away == TimeSpan.Zero)
            End();
        else
            _window.Start(away);
    }

    private void OnWindowOver()
    {
        lock (Link.Gate)
        {
            if (!_window.HasExpired())
                return;
            End();
        }
    }
}
