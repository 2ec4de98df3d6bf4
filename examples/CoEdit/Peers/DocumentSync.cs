using CoEdit.Contracts;
using CoEdit.Documents;
using PeerRpc;
using PeerRpc.Client;

namespace CoEdit.Peers;

/// <summary>Keeps a document the same at all peers that have it and can reach each other.</summary>
/// <remarks>
/// <para>
/// Edits go to the document's group, at most once and only while this peer knows that it is connected. That alone loses
/// some; so two peers also compare what they have, and give each other what is missing, whenever one of them may lack
/// something of the other: <see cref="PeerGroup.Reconcile{TContract}(string, Func{TContract, CancellationToken, Task})"/>
/// says when that is. This peer also compares with whoever sends an edit that builds on something that is missing here.
/// </para>
/// <para>
/// What comes from one peer alone, by comparing, may be missing at a third, and its author may be gone by then. So
/// whoever learns something this way tells the group what it has (<see cref="ISharedCopy.Learnt"/>), and whoever lacks
/// some of that compares with it. Every telling is caused by something new, so it ends.
/// </para>
/// </remarks>
internal sealed class DocumentSync : ISharedCopy, IAsyncDisposable
{
    private readonly LocalDocument _document;
    private readonly PeerGroup _group;
    private readonly ISharedCopy _others;
    private readonly IDisposable _served;
    private readonly PeerReconciliation _reconciliation;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _joining;

    /// <param name="client">The way to the others.</param>
    /// <param name="name">What this peer is called.</param>
    /// <param name="document">The document.</param>
    public DocumentSync(PeerClient client, string name, LocalDocument document)
    {
        _document = document;
        string path = ISharedCopy.Root + document.Name.Text;
        _group = client.Group("coedit/" + document.Name.Text);
        _others = _group.Controller<ISharedCopy>(path);
        _served = client.RegisterController<ISharedCopy>(path, this);
        _reconciliation = _group.Reconcile<ISharedCopy>(path, CompareAsync);
        _reconciliation.Members.Subscribe(members => document.Show([.. members.Peers.Values
            .Where(peer => peer.Id != name).OrderBy(peer => peer.Id)
            .Select(peer => new Person(peer.Id, peer.State == PeerState.Online && !members.IsStale))]));
        document.OnEdited = (update, caret) => Tell(others => others.Edited(update, caret));
        document.OnMoved = caret => Tell(others => others.Moved(caret));
        _joining = JoinAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _joining.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _reconciliation.DisposeAsync();
        _served.Dispose();
        _stop.Dispose();
    }

    Task<Difference> ISharedCopy.Exchange(byte[] state, CancellationToken cancellationToken)
    {
        Comparison comparison = _document.Compare(state);
        return Task.FromResult(new Difference(comparison.Missing ?? [], comparison.State));
    }

    Task ISharedCopy.Merge(byte[] update, CancellationToken cancellationToken)
    {
        Learn(update);
        return Task.CompletedTask;
    }

    Task ISharedCopy.Edited(byte[] update, Caret? caret, PeerCall? call)
    {
        if (call?.CallerId is not { } sender)
            return Task.CompletedTask; // nobody
        if (_document.Merge(update, sender).HasGaps)
            _reconciliation.With(sender);
        _document.Show(sender, caret);
        return Task.CompletedTask;
    }

    Task ISharedCopy.Moved(Caret? caret, PeerCall? call)
    {
        if (call?.CallerId is { } sender)
            _document.Show(sender, caret);
        return Task.CompletedTask;
    }

    Task ISharedCopy.Learnt(byte[] state, PeerCall? call)
    {
        if (call?.CallerId is { } sender && _document.Compare(state).IsBehind)
            _reconciliation.With(sender);
        return Task.CompletedTask;
    }

    // Once it has joined, it is a member for good.
    private async Task JoinAsync()
    {
        while (true)
        {
            try
            {
                await _group.JoinAsync(_stop.Token);
                return;
            }
            catch (PeerRpcException)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), _stop.Token); // the broker is busy, or was lost
            }
        }
    }

    private async Task CompareAsync(ISharedCopy other, CancellationToken cancellationToken)
    {
        await other.Moved(_document.Caret);
        Difference theirs = await other.Exchange(_document.State, cancellationToken);
        if (theirs.Update.Length > 0)
            Learn(theirs.Update);
        if (_document.Compare(theirs.State).Missing is { } missing)
            await other.Merge(missing, cancellationToken);
    }

    private void Learn(byte[] update)
    {
        if (!_document.Merge(update, by: null).IsNew)
            return;
        byte[] state = _document.State;
        Tell(others => others.Learnt(state));
    }

    // Nobody waits for it: if it is lost, or not sent now, the others are compared with.
    private void Tell(Func<ISharedCopy, Task> send)
    {
        if (_reconciliation.IsCurrent)
            _ = send(_others);
    }
}
