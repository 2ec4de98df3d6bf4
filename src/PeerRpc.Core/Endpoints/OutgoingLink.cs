using PeerRpc.Core.Calls;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;
using PeerRpc.Core.Routes;

namespace PeerRpc.Core.Endpoints;

/// <summary>The opener's end of a link, over its route.</summary>
internal sealed class OutgoingLink : IRouteUser
{
    private readonly EndpointServices _services;
    private readonly ulong _number;
    private readonly Action<OutgoingLink> _ended;
    private Route? _route;

    /// <param name="openerId">The id to call as; empty for none.</param>
    /// <param name="targetId">The peer to call; empty for the broker.</param>
    /// <param name="number">The link's number; higher than that of any link opened before.</param>
    /// <param name="services">What links are made with.</param>
    /// <param name="ended">Told when it has ended.</param>
    public OutgoingLink(
        string openerId, string targetId, ulong number, EndpointServices services, Action<OutgoingLink> ended)
    {
        OpenerId = openerId;
        TargetId = targetId;
        _number = number;
        _services = services;
        _ended = ended;
        // What the broker says of the one who is called is that the id is theirs.
        string? calledId = targetId.Length > 0 ? targetId : null;
        var target = new CallerIdentity(calledId, openerId, null, PrincipalStamp.Anonymous);
        End = new LinkEnd(
            new CallIdentity(services.Instance, number), target, isOpener: true, services.Calls, services.Settings);
    }

    public string OpenerId { get; }

    public string TargetId { get; }

    public LinkEnd End { get; }

    public OutgoingCalls Calls => End.Outgoing;

    /// <summary>Asks the broker for a route; the calls go out when it is opened.</summary>
    /// <returns>Null, or why there is none; the link has then ended.</returns>
    public string? Open(RouteTable routes, FrameConnection connection, uint maxRoutes)
    {
        _route = routes.Take(this, maxRoutes);
        if (_route is null)
        {
            string reason = $"All {maxRoutes} routes of this client are in use.";
            Fail(PeerErrorCode.ResourceExhausted, reason);
            return reason;
        }
        LinkHello hello = Calls.Link.Describe(
            LinkHelloForm.Open, _services.Instance, _number, _services.NewNonce(), [_services.Calls.Serializer.Name]);
        connection.Send(_route.Label, new OpenRouteFrame(TargetId, OpenerId, TimeSpan.Zero, hello.ToFrame()));
        connection.Flush();
        return null;
    }

    public void OnOpened(Route route, RouteOpenedFrame opened)
    {
        if (LinkHello.FromFrame(opened.Hello.Span) is not { Form: LinkHelloForm.OpenReply } hello
            || hello.Number != _number || hello.Serializers is not [string chosen]
            || chosen != _services.Calls.Serializer.Name)
        {
            route.Close(CloseReason.ProtocolError, "The acceptor's hello cannot be read.");
            OnClosed(CloseReason.ProtocolError, "The acceptor's hello cannot be read.");
            return;
        }
        End.Attach(route, hello);
    }

    public void OnRefused(RouteRefusedFrame refused) => EndAll((_, id) => ToException(refused, id));

    public string? OnData(ReadOnlySpan<byte> data, IWorkSink after) => Calls.Link.OnData(data, after);

    public void OnClosed(CloseReason reason, string message) =>
        EndAll((executed, id) => ToException(reason, message, executed, id));

    /// <summary>Leaves the link on purpose.</summary>
    public void Close(LinkError toError)
    {
        _route?.Close(CloseReason.Left, "The caller has left.");
        EndAll(toError);
    }

    private void Fail(PeerErrorCode code, string message) =>
        EndAll((_, id) => new PeerRpcException(code, message) { CorrelationId = id });

    private void EndAll(LinkError toError)
    {
        _ended(this);
        End.End(toError);
    }

    private static PeerRpcException ToException(RouteRefusedFrame refused, string correlationId) => refused.Code switch
    {
        PeerErrorCode.PeerNotFound => new PeerNotFoundException(refused.Message, refused.Origin)
        {
            CorrelationId = correlationId,
        },
        _ => new PeerRpcException(refused.Code, refused.Message, Executed.No, refused.Origin)
        {
            CorrelationId = correlationId,
            RetryAfter = refused.RetryAfter > TimeSpan.Zero ? refused.RetryAfter : null,
        },
    };

    private PeerRpcException ToException(CloseReason reason, string message, Executed executed, string correlationId)
    {
        string text = $"The link to '{TargetId}' ended: {message}";
        PeerErrorCode code = (reason, executed) switch
        {
            (CloseReason.ProtocolError, _) => PeerErrorCode.ProtocolError,
            (CloseReason.PermissionDenied, _) => PeerErrorCode.PermissionDenied,
            (_, Executed.No) => PeerErrorCode.Unavailable,
            _ => PeerErrorCode.PeerGone,
        };
        return code == PeerErrorCode.PeerGone
            ? new PeerGoneException(text, executed) { CorrelationId = correlationId }
            : new PeerRpcException(code, text, executed, PeerErrorOrigin.Broker) { CorrelationId = correlationId };
    }
}
