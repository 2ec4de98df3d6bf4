using PeerRpc.Core.Connections;

namespace PeerRpc.Broker.Discovery;

/// <summary>The pause between two batches of changes.</summary>
/// <remarks>
/// A watcher is told at most so often: a thousand peers that come back at once are then few messages and not many.
/// </remarks>
/// <param name="time">The clock.</param>
/// <param name="work">Runs what follows.</param>
internal sealed class Gathering(TimeProvider time, WorkScheduler work)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public Task WaitAsync(CancellationToken cancellationToken) => work.DelayAsync(Pause, time, cancellationToken);
}
