using Microsoft.Extensions.Logging;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Randomness;

namespace PeerRpc.Client.Reconciliation;

/// <summary>What reconcilers of a client work with.</summary>
/// <param name="IsSelf">Whether an id is one of this client's.</param>
/// <param name="Closed">Completes when there will be no other connection.</param>
/// <param name="Time">The clock.</param>
/// <param name="Work">Runs what must not run where it arises.</param>
/// <param name="Random">Where delays come from.</param>
/// <param name="Logger">Told of what fails.</param>
internal sealed record ReconcilerServices(
    Func<string, bool> IsSelf, Task Closed, TimeProvider Time, WorkScheduler Work, RandomSource Random,
    ILogger Logger);
