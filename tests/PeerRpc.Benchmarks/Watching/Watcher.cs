using System.Diagnostics;
using PeerRpc.Client;

namespace PeerRpc.Benchmarks.Watching;

/// <summary>One client that follows the directory.</summary>
/// <param name="client">The client.</param>
/// <param name="filter">Whom it follows.</param>
internal sealed class Watcher(PeerClient client, PeerFilter filter) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new(); // guards _next
    private TaskCompletionSource<long>? _next;
    private string _awaited = "";
    private Task _watching = Task.CompletedTask;

    /// <summary>Begins; ends with the first view.</summary>
    /// <returns>How many peers are in it.</returns>
    public async Task<int> StartAsync()
    {
        var first = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        _watching = WatchAsync(first);
        return await first.Task;
    }

    /// <summary>Ends when the watcher has learned that a peer says this of itself now.</summary>
    /// <returns>When, in ticks of <see cref="Stopwatch"/>.</returns>
    public Task<long> SeesAsync(string text)
    {
        lock (_gate)
        {
            _awaited = text;
            _next = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
            return _next.Task;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task WatchAsync(TaskCompletionSource<int> first)
    {
        try
        {
            await foreach (PeerDirectoryUpdate update in client.Directory.WatchAsync(filter, _stop.Token))
            {
                long now = Stopwatch.GetTimestamp();
                first.TrySetResult(update.Peers.Count);
                Learn(update, now);
            }
        }
        catch (Exception exception)
        {
            // Whoever waits for the first view learns that there will be none.
            first.TrySetException(exception);
            throw;
        }
    }

    private void Learn(PeerDirectoryUpdate update, long now)
    {
        lock (_gate)
        {
            if (_next is not null && update.Changed.Any(peer => peer.Metadata.GetValueOrDefault("text") == _awaited))
                _next.TrySetResult(now);
        }
    }
}
