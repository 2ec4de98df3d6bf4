using PeerRpc.Broker;

namespace PeerRpc.Chaos.Processes;

/// <summary>A client may have the id that its token names, and call everybody.</summary>
internal sealed class OwnIdPolicy(Arrivals arrivals) : PeerPolicy
{
    public override ValueTask<bool> IsAllowedToRegisterAsPeer(
        PeerSession session, string peerId, CancellationToken cancellationToken)
    {
        if (session.Principal.Identity?.Name != peerId)
            return new(false);
        arrivals.AddRegistration(peerId);
        return new(true);
    }

    public override ValueTask<bool> IsAllowedToSendToPeer(
        PeerSession session, string peerId, CancellationToken cancellationToken) => new(true);
}
