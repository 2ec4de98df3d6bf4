using CoEdit.Contracts;
using CoEdit.Documents;
using PeerRpc;
using PeerRpc.Client;

namespace CoEdit.Peers;

/// <summary>Keeps a document the same at all peers that have it and can reach each other.</summary>
/// <remarks>
/// <para>
/// Edits go to the document's group, at most once and only while this peer knows that it is connected. That alone loses
/// some; so a peer also asks another one for what it lacks, whenever one of the two may lack something of the other:
/// <see cref="PeerGroup.Reconcile{TContract}(string, Func{TContract, CancellationToken, Task})"/> says when that is,
/// and keeps this peer a member of the group. Whoever is asked, and sees that the other one has more, asks in turn. And
/// this peer asks whoever sends an edit that builds on something that is missing here.
/// </para>
/// <para>
/// What comes from one peer alone, by asking, may be missing at a third, and its author may be gone by then. So whoever
/// learns something this way tells the group what it has (<see cref="ISharedCopy.Learnt"/>), and whoever lacks some of
/// that asks. Every asking in turn and every telling is caused by something that was missing and soon is not, so it
/// ends.
/// </para>
/// </remarks>
internal sealed class DocumentSync : ISharedCopy, IAsyncDisposable
{
    private readonly ISharedCopy _others;
    private readonly IDisposable _served;
    private readonly PeerReconciliation _reconciliation;

    /// <param name="client">The way to the others.</param>
    /// <param name="name">What this peer is called.</param>
    /// <param name="document">The document; disposed with this.</param>
    public DocumentSync(PeerClient client, string name, LocalDocument document)
    {
        Document = document;
        string path = ISharedCopy.Root + document.Name.Text;
        PeerGroup group = client.Group("coedit/" + document.Name.Text);
        _others = group.Controller<ISharedCopy>(path);
        _served = client.RegisterController<ISharedCopy>(path, this);
        _reconciliation = group.Reconcile<ISharedCopy>(path, AskAsync);
        _reconciliation.Members.Subscribe(members => document.Show([.. members.Peers.Values
            .Where(peer => peer.Id != name).OrderBy(peer => peer.Id)
            .Select(peer => new Person(peer.Id, peer.State == PeerState.Online && !members.IsStale))]));
        document.OnEdited = (update, caret) => Tell(others => others.Edited(update, caret));
        document.OnMoved = caret => Tell(others => others.Moved(caret));
    }

    public LocalDocument Document { get; }

    public async ValueTask DisposeAsync()
    {
        await _reconciliation.DisposeAsync();
        _served.Dispose();
        Document.Dispose();
    }

    Task<byte[]> ISharedCopy.Since(byte[] state, PeerCall? call, CancellationToken cancellationToken)
    {
        AskIfBehind(state, call);
        return Task.FromResult(Document.Since(state));
    }

    Task ISharedCopy.Edited(byte[] update, Caret? caret, PeerCall? call)
    {
        if (call?.CallerId is not { } sender)
            return Task.CompletedTask; // nobody
        if (Document.Merge(update, sender).HasGaps)
            _reconciliation.With(sender);
        Document.Show(sender, caret);
        return Task.CompletedTask;
    }

    Task ISharedCopy.Moved(Caret? caret, PeerCall? call)
    {
        if (call?.CallerId is { } sender)
            Document.Show(sender, caret);
        return Task.CompletedTask;
    }

    Task ISharedCopy.Learnt(byte[] state, PeerCall? call)
    {
        AskIfBehind(state, call);
        return Task.CompletedTask;
    }

    private void AskIfBehind(byte[] state, PeerCall? call)
    {
        if (call?.CallerId is { } other && Document.IsBehind(state))
            _reconciliation.With(other);
    }

    private async Task AskAsync(ISharedCopy other, CancellationToken cancellationToken)
    {
        await other.Moved(Document.Caret);
        byte[] missing = await other.Since(Document.GetState(), cancellationToken: cancellationToken);
        if (!Document.Merge(missing, by: null).IsNew)
            return;
        byte[] state = Document.GetState();
        Tell(others => others.Learnt(state));
    }

    // Nobody waits for it: if it is lost, or not sent now, the others are compared with.
    private void Tell(Func<ISharedCopy, Task> send)
    {
        if (_reconciliation.IsCurrent)
            _ = send(_others);
    }
}
