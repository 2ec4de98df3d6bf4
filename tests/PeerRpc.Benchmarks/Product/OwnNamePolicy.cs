using PeerRpc.Broker;

namespace PeerRpc.Benchmarks.Product;

/// <summary>Lets everybody register under the own name, call everybody, and use groups.</summary>
internal sealed class OwnNamePolicy : PeerPolicy
{
    /// <inheritdoc/>
    public override ValueTask<bool> IsAllowedToRegisterAsPeer(
        PeerSession session, string peerId, CancellationToken cancellationToken) =>
        new(session.Principal.Identity?.Name == peerId);

    /// <inheritdoc/>
    public override ValueTask<bool> IsAllowedToSendToPeer(
        PeerSession session, string peerId, CancellationToken cancellationToken) => new(true);

    /// <inheritdoc/>
    public override ValueTask<bool> IsAllowedToJoinGroup(
        PeerSession session, string group, CancellationToken cancellationToken) => new(true);

    /// <inheritdoc/>
    public override ValueTask<bool> IsAllowedToSendToGroup(
        PeerSession session, string group, CancellationToken cancellationToken) => new(true);
}
