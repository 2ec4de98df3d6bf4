using PeerRpc.Broker;

namespace Quickstart;

/// <summary>Who may do what at the broker. What no method here allows is refused.</summary>
internal sealed class HousePolicy : PeerPolicy
{
    /// <summary>Everybody may be reached under any name but one.</summary>
    public override ValueTask<bool> IsAllowedToRegisterAsPeer(
        PeerSession session, string peerId, CancellationToken cancellationToken) => new(peerId != "admin");

    /// <summary>Everybody who is a peer may call every peer.</summary>
    public override ValueTask<bool> IsAllowedToSendToPeer(
        PeerSession session, string peerId, CancellationToken cancellationToken) => new(session.PeerIds.Count > 0);
}
