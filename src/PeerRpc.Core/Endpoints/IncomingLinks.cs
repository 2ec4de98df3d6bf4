using PeerRpc.Core.Calls;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;
using PeerRpc.Core.Routes;

namespace PeerRpc.Core.Endpoints;

/// <summary>The links that others have opened to this client or broker.</summary>
/// <remarks>
/// Every opening carries a new, higher number. One with a higher number ends the older link under the same key, one
/// with a lower number is late and is refused.
/// </remarks>
internal sealed class IncomingLinks(EndpointServices services) : IRouteAcceptor
{
    private readonly Dictionary<LinkKey, IncomingLink> _links = []; // guarded by itself
    private bool _closed;

    /// <summary>How many streams and live objects there are on all links.</summary>
    public int StreamCount
    {
        get
        {
            lock (_links)
                return _links.Values.Sum(link => link.Streams.Count);
        }
    }

    public RouteRefusedFrame? Accept(
        IncomingRouteFrame frame, out IRouteUser? user, out RouteOpenedFrame reply, out Action<Route>? attach)
    {
        user = null;
        reply = default;
        attach = null;
        if (LinkHello.FromFrame(frame.Hello.Span) is not { } hello || hello.Nonce.Length != LinkHello.NonceLength)
            return Refuse(PeerErrorCode.ProtocolError, "The link's hello cannot be read.");
        if (hello.Form != LinkHelloForm.Open)
            return Refuse(PeerErrorCode.PeerGone, "This process does not know the link.");
        string serializer = services.Calls.Serializer.Name;
        if (!hello.Serializers.Contains(serializer))
            return Refuse(
                PeerErrorCode.InvalidArgument,
                $"The peer reads '{serializer}', and the caller writes '{string.Join("', '", hello.Serializers)}'.");
        var key = new LinkKey(hello.Instance, frame.OpenerId, frame.TargetId, frame.Opener.Key);
        if (!TryAdd(key, hello, frame, out IncomingLink? link, out IncomingLink? older))
            return Refuse(PeerErrorCode.Unavailable, "A newer link has been opened, or this peer is closing.");
        older?.Route?.Close(CloseReason.Superseded, "The caller has opened a new link.");
        older?.End();
        user = link;
        reply = new RouteOpenedFrame("", Describe(link, hello, serializer).ToFrame());
        attach = route =>
        {
            link.Route = route;
            link.Attach(hello);
        };
        return null;
    }

    /// <summary>Ends the links to one of this client's ids.</summary>
    public void Leave(string targetId)
    {
        IncomingLink[] links;
        lock (_links)
            links = [.. _links.Where(pair => pair.Key.TargetId == targetId).Select(pair => pair.Value)];
        Leave(links, Gone);
    }

    /// <summary>Ends all links; no new ones are accepted.</summary>
    public void Close(LinkError toError)
    {
        IncomingLink[] links;
        lock (_links)
        {
            _closed = true;
            links = [.. _links.Values];
        }
        Leave(links, toError);
    }

    private static PeerRpcException Gone(Executed executed, string correlationId) =>
        new PeerGoneException("The link was closed on purpose.", executed) { CorrelationId = correlationId };

    private static void Leave(IncomingLink[] links, LinkError toError)
    {
        foreach (IncomingLink link in links)
        {
            link.Route?.Close(CloseReason.Left, "The peer has left.");
            link.End(toError);
        }
    }

    private bool TryAdd(
        LinkKey key, LinkHello hello, IncomingRouteFrame frame,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out IncomingLink? link, out IncomingLink? older)
    {
        lock (_links)
        {
            link = null;
            if ((_links.TryGetValue(key, out older) && older.Number >= hello.Number) || _closed)
                return false;
            var caller = new CallerIdentity(
                frame.OpenerId.Length > 0 ? frame.OpenerId : null, frame.TargetId, null, frame.Opener);
            var end = new LinkEnd(
                new CallIdentity(hello.Instance, hello.Number), caller, isOpener: false, services.Calls,
                services.Settings);
            link = new IncomingLink(hello.Number, end, ended => Remove(key, ended));
            _links[key] = link;
            return true;
        }
    }

    private LinkHello Describe(IncomingLink link, LinkHello hello, string serializer) =>
        link.Link.Describe(
            LinkHelloForm.OpenReply, services.Instance, hello.Number, services.NewNonce(), [serializer]);

    private void Remove(LinkKey key, IncomingLink ended)
    {
        lock (_links)
        {
            if (_links.TryGetValue(key, out IncomingLink? current) && current == ended)
                _links.Remove(key);
        }
    }

    private static RouteRefusedFrame Refuse(PeerErrorCode code, string message) =>
        new(code, PeerErrorOrigin.CalleeRuntime, TimeSpan.Zero, message);
}
