using PeerRpc.Client.Reconciliation;

namespace PeerRpc.Client;

/// <summary>
/// Keeps this client a member of a group, and has it compare what it has with each other member, whenever one of them
/// may have missed something; made by
/// <see cref="PeerGroup.Reconcile{TContract}(Func{TContract, CancellationToken, Task})"/>. All members may be used from
/// any thread.
/// </summary>
public sealed class PeerReconciliation : IAsyncDisposable
{
    private readonly Reconciler _reconciler;

    internal PeerReconciliation(Reconciler reconciler)
    {
        _reconciler = reconciler;
        Members = new PeerEvents<PeerDirectoryUpdate>(reconciler.Members.Subscribe);
    }

    /// <summary>
    /// What this client knows of the members, itself among them: an observer is told at once what is known, and then
    /// every change. It is what <see cref="PeerGroup.WatchMembersAsync"/> gives, but does not fail: while the members
    /// cannot be followed, it is stale. Completes when this is disposed, or the client.
    /// </summary>
    public PeerEvents<PeerDirectoryUpdate> Members { get; }

    /// <summary>
    /// Whether this client has joined and knows who the members are, as far as it is aware. While it is false, nothing
    /// need be sent to the group: when it is true again, every member is compared with.
    /// </summary>
    public bool IsCurrent => _reconciler.Plan.IsCurrent;

    /// <summary>
    /// Compares with one member soon: because what it has sent shows that something is missing here or there. Does
    /// nothing if it is no member; if it cannot be reached, it is compared with when it can.
    /// </summary>
    /// <param name="peerId">The member's id.</param>
    public void With(string peerId)
    {
        PeerIdSyntax.Check(peerId);
        _reconciler.Ask(peerId);
    }

    /// <summary>Compares with all members soon.</summary>
    public void WithAll() => _reconciler.AskAll();

    /// <summary>
    /// Ends: comparisons that run are cancelled. The client stays a member; a joining that has not ended is given up,
    /// unless somebody else here waits for it. Must not be awaited by the method that compares. Disposing of the client
    /// ends it as well, but does not wait.
    /// </summary>
    /// <returns>A task that ends when nothing is compared any more.</returns>
    public ValueTask DisposeAsync() => _reconciler.DisposeAsync();
}
