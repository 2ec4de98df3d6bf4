namespace PeerRpc.Broker.Policies;

/// <summary>Allows everything to everybody; see <c>AllowEverything</c>.</summary>
internal sealed class OpenPolicy : PeerPolicy
{
    public override ValueTask<bool> IsAllowedToRegisterAsPeer(
        PeerSession session, string peerId, CancellationToken cancellationToken) => new(true);

    public override ValueTask<bool> IsAllowedToSendToPeer(
        PeerSession session, string peerId, CancellationToken cancellationToken) => new(true);

    public override ValueTask<bool> IsAllowedToSeePeer(
        PeerSession session, string peerId, CancellationToken cancellationToken) => new(true);

    public override ValueTask<bool> IsAllowedToJoinGroup(
        PeerSession session, string group, CancellationToken cancellationToken) => new(true);

    public override ValueTask<bool> IsAllowedToSendToGroup(
        PeerSession session, string group, CancellationToken cancellationToken) => new(true);

    public override ValueTask<bool> IsAllowedToCallBroker(
        PeerSession session, string controllerPath, CancellationToken cancellationToken) => new(true);
}
