using PeerRpc.Broker;

namespace FileShare.Brokers;

/// <summary>
/// For trying out, and for a network that one trusts: everybody may share, fetch, and look who shares. What may be put
/// where, each share decides for itself.
/// </summary>
internal sealed class OpenPolicy : PeerPolicy
{
    public override ValueTask<bool> IsAllowedToRegisterAsPeer(
        PeerSession session, string peerId, CancellationToken cancellationToken) => new(true);

    public override ValueTask<bool> IsAllowedToSendToPeer(
        PeerSession session, string peerId, CancellationToken cancellationToken) => new(true);

    public override ValueTask<bool> IsAllowedToCallBroker(
        PeerSession session, string controllerPath, CancellationToken cancellationToken) =>
        new(controllerPath == "/shares");
}
