using PeerRpc.Chaos.Serving;

namespace PeerRpc.Chaos.Processes;

/// <summary>
/// Keeps a process connected: the first connection is tried until there is a broker, and a client that has ended is
/// replaced by a new one.
/// </summary>
/// <param name="assignment">Where to, and as whom.</param>
/// <param name="prepare">Registers controllers at a new client.</param>
internal sealed class ClientKeeper(RoleAssignment assignment, Action<PeerClient> prepare) : IAsyncDisposable
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(50);

    private readonly CancellationTokenSource _stop = new();
    private volatile TaskCompletionSource<PeerClient> _current = NewSource();

    /// <summary>The client, once it is connected and registered.</summary>
    public Task<PeerClient> GetAsync(CancellationToken cancellationToken) =>
        _current.Task is { IsCompletedSuccessfully: true, Result.Closed.IsCompleted: false } connected
            ? connected
            : WaitAsync(cancellationToken);

    /// <summary>Waits until it is connected and registered.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> WaitAsync()
    {
        await GetAsync(_stop.Token);
        return PeerNames.IdOf(assignment.Peer);
    }

    /// <summary>Connects, again and again.</summary>
    public async Task RunAsync()
    {
        try
        {
            while (true)
            {
                await using PeerClient client = await ConnectAsync();
                _current.TrySetResult(client);
                await client.Closed.WaitAsync(_stop.Token);
                _current = NewSource();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The process ends.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (_current.Task.IsCompletedSuccessfully)
            await (await _current.Task).DisposeAsync();
    }

    private static TaskCompletionSource<PeerClient> NewSource() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task<PeerClient> WaitAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            PeerClient client = await _current.Task.WaitAsync(cancellationToken);
            if (!client.Closed.IsCompleted)
                return client;
            await Task.Delay(BetweenTries, cancellationToken); // until it has been replaced
        }
    }

    private async Task<PeerClient> ConnectAsync()
    {
        string id = PeerNames.IdOf(assignment.Peer);
        while (true)
        {
            PeerClient? client = null;
            try
            {
                client = await PeerClient.ConnectAsync(
                    assignment.Address, options => ClientSettings.Apply(options, assignment, id), _stop.Token);
                prepare(client);
                await client.RegisterAsPeerAsync(id, _stop.Token);
                return client;
            }
            catch (PeerRpcException)
            {
                // The broker is away, or still holds the id for a process that was killed.
                if (client is not null)
                    await client.DisposeAsync();
                await Task.Delay(BetweenTries, _stop.Token);
            }
        }
    }
}
