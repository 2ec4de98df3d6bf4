using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;

namespace PeerRpc.Core.Endpoints;

/// <summary>With what the calls and streams of a link end when it ends.</summary>
internal static class LinkErrors
{
    /// <summary>Its route was refused for good; nothing has run.</summary>
    public static LinkError Refused(RouteRefusedFrame refused) => (executed, id) => refused.Code switch
    {
        PeerErrorCode.PeerNotFound when executed == Executed.No =>
            new PeerNotFoundException(refused.Message, refused.Origin) { CorrelationId = id },
        _ => new PeerRpcException(refused.Code, refused.Message, executed, refused.Origin)
        {
            CorrelationId = id,
            RetryAfter = refused.RetryAfter > TimeSpan.Zero ? refused.RetryAfter : null,
        },
    };

    /// <summary>
    /// Whether a refusal may pass: a peer that was there may be back for as long as the link may be without a path.
    /// </summary>
    public static bool MayPass(PeerErrorCode refusal, bool isBound) =>
        refusal == PeerErrorCode.Unavailable || (isBound && refusal != PeerErrorCode.PermissionDenied);

    /// <summary>Whether a refusal says that the peer has not come yet.</summary>
    public static bool IsAbsence(PeerErrorCode refusal, bool isBound) =>
        refusal == PeerErrorCode.PeerNotFound && !isBound;

    /// <summary>Its route was closed for good.</summary>
    public static LinkError Closed(string targetId, CloseReason reason, string message) => reason switch
    {
        CloseReason.ProtocolError => Of(PeerErrorCode.ProtocolError, Text(targetId, message)),
        CloseReason.PermissionDenied => Of(PeerErrorCode.PermissionDenied, Text(targetId, message)),
        _ => Gone(Text(targetId, message)),
    };

    /// <summary>The peer is gone: what was sent may have run.</summary>
    public static LinkError Gone(string message) => (executed, id) => executed switch
    {
        Executed.No => Unavailable(message, id, PeerErrorOrigin.Broker),
        _ => new PeerGoneException(message, executed) { CorrelationId = id },
    };

    /// <summary>The own connection is gone: what was sent may have run.</summary>
    public static LinkError Lost(string message) => (executed, id) => executed switch
    {
        Executed.No => Unavailable(message, id, PeerErrorOrigin.Caller),
        _ => new PeerRpcException(PeerErrorCode.ConnectionLost, message, executed) { CorrelationId = id },
    };

    /// <summary>One code, whether sent or not.</summary>
    public static LinkError Of(PeerErrorCode code, string message) => (executed, id) =>
        new PeerRpcException(code, message, executed, PeerErrorOrigin.Broker) { CorrelationId = id };

    private static PeerRpcException Unavailable(string message, string id, PeerErrorOrigin origin) =>
        new(PeerErrorCode.Unavailable, message, Executed.No, origin) { CorrelationId = id };

    private static string Text(string targetId, string message) => $"The link to '{targetId}' ended: {message}";
}
