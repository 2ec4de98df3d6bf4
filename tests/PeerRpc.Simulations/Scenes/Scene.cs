using PeerRpc.Simulations.Load;
using PeerRpc.Testing.Simulation.Network;
using PeerRpc.TestKit.Histories.Checking;

namespace PeerRpc.Simulations.Scenes;

/// <summary>Who takes part in a seed, and under which conditions; all of it follows from the seed.</summary>
internal sealed record Scene
{
    public required NetworkConditions Conditions { get; init; }

    /// <summary>The broker's resume window.</summary>
    public required TimeSpan ResumeWindow { get; init; }

    public required TimeSpan PingAfter { get; init; }

    public required TimeSpan DeadAfter { get; init; }

    public required int MaxQueueBytes { get; init; }

    /// <summary>How long a call may take where nothing else is said.</summary>
    public required TimeSpan Deadline { get; init; }

    public required TimeSpan ReconnectDelay { get; init; }

    public required TimeSpan MaxReconnectDelay { get; init; }

    public required int StreamWindowBytes { get; init; }

    public required int MaxCallsPerLink { get; init; }

    public required int MaxMessageBytes { get; init; }

    public required int ReassemblyBytes { get; init; }

    public required IReadOnlyList<ActorPlan> Actors { get; init; }

    /// <summary>How many operations each caller does.</summary>
    public required int Operations { get; init; }

    public required LoadMix Mix { get; init; }

    /// <summary>How many of them go on at the same time.</summary>
    public required int Loops { get; init; }

    public required TimeSpan LongestPause { get; init; }

    /// <summary>
    /// Whether all faults are such that no call may fail for them: short, and no process of a peer is killed.
    /// </summary>
    public required bool IsMild { get; init; }

    /// <summary>
    /// What its history is checked with: a caller that is gone is noticed after the span of silence, and an acceptor
    /// then waits for the window and that span once more.
    /// </summary>
    public CheckOptions CheckOptions => new()
    {
        GoneWithin = ResumeWindow + (2.5 * DeadAfter) + TimeSpan.FromSeconds(2),
    };

    /// <summary>Within how much time, after the faults, everything has ended and nothing is kept any more.</summary>
    public TimeSpan Aftermath => (2 * DeadAfter) + (2 * ResumeWindow) + TimeSpan.FromSeconds(90) + Deadline;
}
