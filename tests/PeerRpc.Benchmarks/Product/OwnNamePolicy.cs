using PeerRpc.Broker;

namespace PeerRpc.Benchmarks.Product;

/// <summary>Lets everybody register under the own name, and call everybody.</summary>
internal sealed class OwnNamePolicy : PeerPolicy
{
    /// <inheritdoc/>
    public override ValueTask<bool> IsAllowedToRegisterAsPeer(
        PeerSession session, string peerId, CancellationToken cancellationToken) =>
        new(session.Principal.Identity?.Name == peerId);

    /// <inheritdoc/>
    public override ValueTask<bool> IsAllowedToSendToPeer(
        PeerSession session, string peerId, CancellationToken cancellationToken) => new(true);
}
