using PeerRpc.Broker;

namespace CoEdit.Peers;

/// <summary>For trying out, and for a network that one trusts: everybody may edit everything.</summary>
internal sealed class OpenPolicy : PeerPolicy
{
    public override ValueTask<bool> IsAllowedToRegisterAsPeer(
        PeerSession session, string peerId, CancellationToken cancellationToken) => new(true);

    public override ValueTask<bool> IsAllowedToSendToPeer(
        PeerSession session, string peerId, CancellationToken cancellationToken) => new(session.PeerIds.Count > 0);

    public override ValueTask<bool> IsAllowedToSeePeer(
        PeerSession session, string peerId, CancellationToken cancellationToken) => new(true);

    public override ValueTask<bool> IsAllowedToJoinGroup(
        PeerSession session, string group, CancellationToken cancellationToken) => new(true);

    public override ValueTask<bool> IsAllowedToSendToGroup(
        PeerSession session, string group, CancellationToken cancellationToken) => new(session.PeerIds.Count > 0);
}
