namespace PeerRpc.Simulations.Runs;

/// <summary>How seeds are run.</summary>
internal sealed record SeedOptions
{
    public int KeptEvents { get; init; } = 100;

    /// <summary>Whether everything is shown.</summary>
    public bool Trace { get; init; }

    /// <summary>Which of the faults happen, by their places; null for all.</summary>
    public IReadOnlyList<int>? Faults { get; init; }
}
