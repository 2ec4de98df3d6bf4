using System.Diagnostics.CodeAnalysis;
using PeerRpc.Core.Calls;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;
using PeerRpc.Core.Routes;

namespace PeerRpc.Core.Endpoints;

/// <summary>The links that others have opened to this client.</summary>
/// <remarks>
/// Every opening carries a new, higher number. One with a higher number ends the older link under the same key, one
/// with a lower number is late and is refused. A resume goes to the link that it names; one of a link that is not
/// known here is told so, and its opener begins anew.
/// </remarks>
internal sealed class IncomingLinks(EndpointServices services) : IRouteAcceptor
{
    private readonly Dictionary<LinkKey, IncomingLink> _links = []; // guarded by itself
    private bool _closed; // guarded by _links

    /// <summary>How many streams and live objects there are on all links.</summary>
    public int StreamCount => Snapshot(_ => true).Sum(link => link.Streams.Count);

    /// <summary>How many links there are.</summary>
    public int Count => Snapshot(_ => true).Length;

    /// <summary>How many calls are being served.</summary>
    public int CallCount => Snapshot(_ => true).Sum(link => link.Calls.Count);

    /// <summary>
    /// How long a link may be without a path: as long as its opener may, and as it may take the opener to notice that
    /// it has lost its path. Zero: links do not resume.
    /// </summary>
    public TimeSpan MayBeAway { get; set; }

    public RouteRefusedFrame? Accept(
        IncomingRouteFrame frame, out IRouteUser? user, out RouteOpenedFrame reply, out Action<Route>? attach)
    {
        user = null;
        reply = default;
        attach = null;
        if (LinkHello.FromFrame(frame.Hello.Span) is not { } hello || hello.Nonce.Length != LinkHello.NonceLength)
            return Refuse(PeerErrorCode.ProtocolError, "The link's hello cannot be read.");
        var key = new LinkKey(hello.Instance, frame.OpenerId, frame.TargetId, frame.Opener.Key);
        return hello.Form switch
        {
            LinkHelloForm.Open => Open(key, hello, frame, out user, out reply, out attach),
            LinkHelloForm.Resume => Resume(key, hello, frame.Hello, out user, out reply, out attach),
            _ => Refuse(PeerErrorCode.ProtocolError, "A path cannot begin with a reply."),
        };
    }

    /// <summary>The link that has been without a path the longest; null if none is.</summary>
    public IncomingLink? FindLongestAway() =>
        Snapshot(_ => true).Where(link => link.Away > TimeSpan.Zero).MaxBy(link => link.Away);

    /// <summary>The connection is lost: the links wait for their openers to come back over another one.</summary>
    public void Disconnect()
    {
        foreach (IncomingLink link in Snapshot(_ => true))
            link.Disconnect();
    }

    /// <summary>Ends the links to one of this client's ids.</summary>
    public void Leave(string targetId) => Leave(Snapshot(key => key.TargetId == targetId), GivenUp);

    /// <summary>Ends all links; no new ones are accepted.</summary>
    public void Close(LinkError toError)
    {
        lock (_links)
            _closed = true;
        Leave(Snapshot(_ => true), toError);
    }

    private static PeerGoneException GivenUp(Executed executed, string correlationId) =>
        new("The id was given up.", executed) { CorrelationId = correlationId };

    private static void Leave(IncomingLink[] links, LinkError toError)
    {
        foreach (IncomingLink link in links)
            link.Close(CloseReason.Left, "The peer has left.", toError);
    }

    private RouteRefusedFrame? Open(
        LinkKey key, LinkHello hello, IncomingRouteFrame frame,
        out IRouteUser? user, out RouteOpenedFrame reply, out Action<Route>? attach)
    {
        user = null;
        reply = default;
        attach = null;
        string serializer = services.Calls.Serializer.Name;
        if (!hello.Serializers.Contains(serializer))
            return Refuse(
                PeerErrorCode.InvalidArgument,
                $"The peer reads '{serializer}', and the caller writes '{string.Join("', '", hello.Serializers)}'.");
        if (!TryAdd(key, hello, frame, out IncomingLink? link, out IncomingLink? older))
            return Refuse(PeerErrorCode.Unavailable, "A newer link has been opened, or this peer is closing.");
        older?.Close(
            CloseReason.Superseded, "The caller has opened a new link.", LinkErrors.Gone("The caller began anew."));
        IncomingPath path = link.Accept(hello, frame.Hello, serializer);
        user = path;
        reply = new RouteOpenedFrame("", path.ReplyFrame);
        attach = route => link.Attach(path, route);
        return null;
    }

    private RouteRefusedFrame? Resume(
        LinkKey key, LinkHello hello, ReadOnlyMemory<byte> frame,
        out IRouteUser? user, out RouteOpenedFrame reply, out Action<Route>? attach)
    {
        IncomingLink? link;
        lock (_links)
            _links.TryGetValue(key, out link);
        if (link is null || link.Number != hello.Number)
        {
            user = UnknownLink.Instance;
            reply = new RouteOpenedFrame("", new LinkUnknownFrame(hello.Number, hello.Epoch).ToFrame());
            attach = static route => route.Close(CloseReason.Superseded, "The link is not known here.");
            return null;
        }
        IncomingPath? path = link.Offer(hello, frame);
        user = path;
        reply = new RouteOpenedFrame("", path?.ReplyFrame);
        attach = route => link.OnOffered(path!, route);
        return path is null ? Refuse(PeerErrorCode.Unavailable, "A later path has been proven.") : null;
    }

    private bool TryAdd(
        LinkKey key, LinkHello hello, IncomingRouteFrame frame,
        [NotNullWhen(true)] out IncomingLink? link, out IncomingLink? older)
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
            link = new IncomingLink(hello.Number, end, services, ended => Remove(key, ended))
            {
                MayBeAway = () => MayBeAway,
            };
            _links[key] = link;
            return true;
        }
    }

    private void Remove(LinkKey key, IncomingLink ended)
    {
        lock (_links)
        {
            if (_links.TryGetValue(key, out IncomingLink? current) && current == ended)
                _links.Remove(key);
        }
    }

    private IncomingLink[] Snapshot(Func<LinkKey, bool> isMeant)
    {
        lock (_links)
            return [.. _links.Where(pair => isMeant(pair.Key)).Select(pair => pair.Value)];
    }

    private static RouteRefusedFrame Refuse(PeerErrorCode code, string message) =>
        new(code, PeerErrorOrigin.CalleeRuntime, TimeSpan.Zero, message);
}
