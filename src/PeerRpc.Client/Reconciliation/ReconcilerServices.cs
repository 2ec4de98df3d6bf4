using Microsoft.Extensions.Logging;
using PeerRpc.Client.Groups;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Randomness;

namespace PeerRpc.Client.Reconciliation;

/// <summary>What reconcilers of a client work with.</summary>
/// <param name="Ids">The client's ids.</param>
/// <param name="Closed">Completes when there will be no other connection.</param>
/// <param name="Time">The clock.</param>
/// <param name="Work">Runs what must not run where it arises.</param>
/// <param name="Random">Where delays come from.</param>
/// <param name="Logger">Told of what fails.</param>
internal sealed record ReconcilerServices(
    IMemberIds Ids, Task Closed, TimeProvider Time, WorkScheduler Work, RandomSource Random, ILogger Logger)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    /// <summary>The id that groups are joined with; empty for none.</summary>
    public required Func<string> MemberId { get; init; }

    /// <summary>Waits after a failure, before it is tried again. Ends early if the token fires.</summary>
    /// <remarks>Full jitter: members that have failed at the same moment must not try again all at once.</remarks>
    /// <param name="failures">How many there have been one after another.</param>
    /// <param name="cancellationToken">The token.</param>
    public async Task DelayAsync(int failures, CancellationToken cancellationToken)
    {
        TimeSpan span = FirstDelay * Math.Min(Math.Pow(2, failures - 1), LongestDelay / FirstDelay);
        await Work.DelayAsync(span * Random.NextDouble(), Time, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
