using PeerRpc.Simulations.Faults;

namespace PeerRpc.Simulations.Runs;

/// <summary>What became of one seed.</summary>
internal sealed class SeedResult
{
    public required ulong Seed { get; init; }

    /// <summary>What was played of it.</summary>
    public required PlayKind Kind { get; init; }

    public required ulong TraceHash { get; init; }

    public required long Steps { get; init; }

    public required TimeSpan Elapsed { get; init; }

    /// <summary>How often ends of links went on over another path.</summary>
    public required long Resumes { get; init; }

    public required long ReplayedFrames { get; init; }

    public required int Operations { get; init; }

    /// <summary>How the calls ended, by code and by what was said about their execution.</summary>
    public required IReadOnlyDictionary<string, int> Outcomes { get; init; }

    public required IReadOnlyDictionary<SceneFaultKind, int> Faults { get; init; }

    /// <summary>The scene, and what was to happen; empty unless something is wrong or everything is shown.</summary>
    public required string Story { get; init; }

    /// <summary>What is wrong, each with its proof.</summary>
    public required IReadOnlyList<SeedViolation> Violations { get; init; }

    /// <summary>The last events of the simulation; empty unless something is wrong.</summary>
    public required IReadOnlyList<string> LastEvents { get; init; }
}
