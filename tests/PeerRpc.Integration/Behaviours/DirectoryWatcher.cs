namespace PeerRpc.Integration.Behaviours;

/// <summary>Watches a directory, or the members of a group, in the background, and keeps all that it is told.</summary>
internal sealed class DirectoryWatcher : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new(); // guards everything below
    private readonly List<PeerDirectoryUpdate> _updates = [];
    private readonly Task _running;
    private TaskCompletionSource _told = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public DirectoryWatcher(PeerClient client, PeerFilter? filter = null) =>
        _running = Task.Run(() => RunAsync(client.Directory.WatchAsync(filter, _stop.Token)));

    public DirectoryWatcher(PeerGroup group) =>
        _running = Task.Run(() => RunAsync(group.WatchMembersAsync(_stop.Token)));

    /// <summary>All updates so far.</summary>
    public IReadOnlyList<PeerDirectoryUpdate> Updates
    {
        get
        {
            lock (_gate)
                return [.. _updates];
        }
    }

    /// <summary>Who was ever reported gone.</summary>
    public IReadOnlyList<string> Gone => [.. Updates.SelectMany(update => update.Gone)];

    /// <summary>Every state in which a peer was ever seen, without repetitions.</summary>
    public IReadOnlyList<PeerState> StatesOf(string peerId)
    {
        PeerState[] states =
        [
            .. Updates.SelectMany(update => update.Changed).Where(peer => peer.Id == peerId).Select(peer => peer.State),
        ];
        return [.. states.Where((state, i) => i == 0 || states[i - 1] != state)];
    }

    /// <summary>Waits until the last update is one of this kind.</summary>
    public async Task<PeerDirectoryUpdate> UntilAsync(Func<PeerDirectoryUpdate, bool> isWanted)
    {
        while (true)
        {
            Task told;
            lock (_gate)
            {
                if (_updates is [.., { } last] && isWanted(last))
                    return last;
                told = _told.Task;
            }
            await (await Task.WhenAny(told, _running).WithinLimitAsync());
        }
    }

    /// <summary>Waits until a peer is seen in this state.</summary>
    public Task<PeerDirectoryUpdate> UntilAsync(string peerId, PeerState state) =>
        UntilAsync(update => update.Peers.TryGetValue(peerId, out PeerInfo? peer) && peer.State == state);

    /// <summary>Waits until a peer is not seen.</summary>
    public Task<PeerDirectoryUpdate> UntilGoneAsync(string peerId) =>
        UntilAsync(update => !update.Peers.ContainsKey(peerId));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task RunAsync(IAsyncEnumerable<PeerDirectoryUpdate> updates)
    {
        await foreach (PeerDirectoryUpdate update in updates)
        {
            TaskCompletionSource told;
            lock (_gate)
            {
                _updates.Add(update);
                told = _told;
                _told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
            told.SetResult();
        }
    }
}
