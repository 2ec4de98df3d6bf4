using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
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
/// something of the other. This peer compares with
/// </para>
/// <para>
/// 1. a member that has come, or come back: what either did while they could not hear each other. Of two that join, the
/// later one sees the earlier one in the list, and the earlier one sees it come, whatever their brokers do. 2. all
/// members, when the list of members is fresh again after the connection was lost: so edits made meanwhile need not be
/// kept to be sent, and are not sent at all. 3. all members, when messages were missed: the broker says how many, or
/// that it is another broker and nobody knows. 4. all members, when an edit could not be sent, or nobody knows whether
/// it was. 5. whoever sends an edit that builds on something that is missing here.
/// </para>
/// <para>
/// What comes from one peer alone, by comparing, may be missing at a third, and its author may be gone by then. So
/// whoever learns something this way tells the group what it has (<see cref="ISharedCopy.Learnt"/>), and 6. compares
/// with whoever says that it has more. Every telling is caused by something new, so it ends; and as long as two members
/// differ, one of the six is still to come. A comparison that fails is made again while its member is there.
/// </para>
/// </remarks>
internal sealed class DocumentSync : ISharedCopy, IAsyncDisposable
{
    private readonly PeerClient _client;
    private readonly LocalDocument _document;
    private readonly string _name;
    private readonly Func<CancellationToken, Task> _registered;
    private readonly string _path;
    private readonly PeerGroup _group;
    private readonly ISharedCopy _others;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private volatile bool _isMember;
    private readonly Lock _gate = new(); // guards what follows
    private readonly Dictionary<string, Neighbour> _members = [];
    private bool _isFresh; // the list of members

    /// <param name="client">The way to the others.</param>
    /// <param name="name">What this peer is called.</param>
    /// <param name="document">The document.</param>
    /// <param name="registered">Ends when the client has that name.</param>
    public DocumentSync(
        PeerClient client, string name, LocalDocument document, Func<CancellationToken, Task> registered)
    {
        _name = name;
        _client = client;
        _document = document;
        _registered = registered;
        _path = ISharedCopy.Root + document.Name.Text;
        _group = client.Group("coedit:" + document.Name.Key);
        _others = _group.Controller<ISharedCopy>(_path);
        document.OnEdited = (update, caret) => Tell(() => _others.Edited(update, caret));
        document.OnMoved = caret => Tell(() => _others.Moved(caret));
        _running = Task.WhenAll(StayMemberAsync(_stop.Token), FollowMembersAsync(_stop.Token));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (Neighbour member in _members.Values)
            await member.DisposeAsync();
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
        string sender = call!.CallerId!;
        if (_document.Merge(update, sender).HasGaps)
            CompareWith(sender);
        _document.Show(sender, caret);
        return Task.CompletedTask;
    }

    Task ISharedCopy.Moved(Caret? caret, PeerCall? call)
    {
        _document.Show(call!.CallerId!, caret);
        return Task.CompletedTask;
    }

    Task ISharedCopy.Learnt(byte[] state, PeerCall? call)
    {
        if (_document.Compare(state).IsBehind)
            CompareWith(call!.CallerId!);
        return Task.CompletedTask;
    }

    // A membership outlives connections and brokers. It ends when somebody else has got this peer's name meanwhile.
    private async Task StayMemberAsync(CancellationToken stop)
    {
        using IDisposable served = _client.RegisterController<ISharedCopy>(_path, this);
        while (true)
        {
            await _registered(stop);
            try
            {
                Task ended = _group.Gaps.Do(_ => CompareWithAll()).DefaultIfEmpty().ToTask(stop);
                await _group.JoinAsync(stop);
                _isMember = true;
                CompareWithAll();
                await ended;
            }
            catch (Exception error) when (error is PeerRpcException or InvalidOperationException)
            {
                _isMember = false;
                await Task.Delay(TimeSpan.FromSeconds(1), stop);
            }
        }
    }

    private async Task FollowMembersAsync(CancellationToken stop)
    {
        while (true)
        {
            try
            {
                await foreach (PeerDirectoryUpdate update in _group.WatchMembersAsync(stop))
                    OnMembers(update);
            }
            catch (PeerRpcException)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), stop); // the broker is busy, or refuses for now
            }
        }
    }

    private void OnMembers(PeerDirectoryUpdate update)
    {
        PeerInfo[] others = [.. update.Peers.Values.Where(peer => peer.Id != _name).OrderBy(peer => peer.Id)];
        lock (_gate)
        {
            bool isFreshAgain = !_isFresh && !update.IsStale;
            _isFresh = !update.IsStale;
            foreach (PeerInfo peer in isFreshAgain ? others : others.Intersect(update.Changed))
                OnMember(peer);
            foreach (string gone in update.Gone)
                if (_members.Remove(gone, out Neighbour? member))
                    member.Stop();
            if (isFreshAgain || update.Changed.Count > 0)
                Tell(() => _others.Moved(_document.Caret));
        }
        _document.Show([.. others.Select(
            peer => new Person(peer.Id, peer.State == PeerState.Online && !update.IsStale))]);
    }

    private void OnMember(PeerInfo peer)
    {
        if (!_members.TryGetValue(peer.Id, out Neighbour? member))
        {
            ISharedCopy copy = _client.Peer(peer.Id).Controller<ISharedCopy>(_path);
            _members.Add(peer.Id, member = new Neighbour(copy, CompareAsync));
        }
        member.IsOnline = peer.State == PeerState.Online;
        member.Compare();
    }

    private void CompareWith(string peer)
    {
        lock (_gate)
            _members.GetValueOrDefault(peer)?.Compare();
    }

    private void CompareWithAll()
    {
        lock (_gate)
            foreach (Neighbour member in _members.Values)
                member.Compare();
    }

    private async Task CompareAsync(ISharedCopy other, CancellationToken cancellationToken)
    {
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
        byte[] state = _document.State; // not under the gate: the document tells of edits under its own
        Tell(() => _others.Learnt(state));
    }

    // Whoever is not there now, or not known yet, is compared with when that changes.
    private void Tell(Func<Task> send)
    {
        Task sent;
        lock (_gate)
        {
            if (!_isMember || !_isFresh || _members.Count == 0)
                return;
            sent = send();
        }
        _ = CompareIfLostAsync(sent);
    }

    private async Task CompareIfLostAsync(Task sent)
    {
        try
        {
            await sent;
        }
        catch (PeerRpcException)
        {
            CompareWithAll(); // it may have reached nobody
        }
    }
}
