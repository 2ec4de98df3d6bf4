using PeerRpc.Core.Frames;

namespace PeerRpc.Broker.Labels;

/// <summary>The broker's words for a route that is not opened.</summary>
internal static class Refusal
{
    public static RouteRefusedFrame Of(PeerErrorCode code, string message) =>
        new(code, PeerErrorOrigin.Broker, default, message);

    /// <summary>The same text for a peer that does not exist and for one that the opener may not see.</summary>
    public static RouteRefusedFrame PeerNotFound(string peerId) =>
        Of(PeerErrorCode.PeerNotFound, $"Peer not found: '{peerId}'.");

    /// <summary>What an opener is told of an offer; null if it is not refused for it.</summary>
    public static RouteRefusedFrame? Because(OfferOutcome outcome) => outcome switch
    {
        OfferOutcome.NoLabel => Of(PeerErrorCode.ResourceExhausted, "Too many routes lead to the peer."),
        OfferOutcome.NoRoom => Because(CloseReason.Congested, ""),
        _ => null,
    };

    /// <summary>What an opener is told whose acceptor closed the route instead of answering.</summary>
    public static RouteRefusedFrame Because(CloseReason reason, string message) => reason switch
    {
        CloseReason.Left => Of(PeerErrorCode.PeerNotFound, "The peer has left."),
        CloseReason.PermissionDenied => Of(PeerErrorCode.PermissionDenied, message),
        CloseReason.Congested => Of(PeerErrorCode.Unavailable, "The peer is too slow to be called now."),
        _ => Of(PeerErrorCode.Unavailable, message.Length > 0 ? message : "The peer's connection was lost."),
    };
}
