using PeerRpc.Broker;

namespace Chat;

/// <summary>This chat is open: everybody may come in, talk to everybody and look who is there.</summary>
internal sealed class ChatPolicy : PeerPolicy
{
    public override ValueTask<bool> IsAllowedToRegisterAsPeer(
        PeerSession session, string peerId, CancellationToken cancellationToken) => new(true);

    public override ValueTask<bool> IsAllowedToSendToPeer(
        PeerSession session, string peerId, CancellationToken cancellationToken) => new(session.PeerIds.Count > 0);

    public override ValueTask<bool> IsAllowedToCallBroker(
        PeerSession session, string controllerPath, CancellationToken cancellationToken) => new(controllerPath == "/room");
}
