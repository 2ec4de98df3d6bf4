namespace PeerRpc.Testing.Simulation;

/// <summary>What breaks at random, how often, and for how long; the seed decides what, where and when.</summary>
public sealed record FaultPlan
{
    /// <summary>What may happen; every kind by default. A kind that is named twice happens twice as often.</summary>
    public IReadOnlyList<FaultKind> Kinds { get; init; } = Enum.GetValues<FaultKind>();

    /// <summary>To which nodes; empty, the default, for all.</summary>
    public IReadOnlyList<string> Nodes { get; init; } = [];

    /// <summary>How long it takes from one fault to the next, on average; 2 s by default.</summary>
    public TimeSpan MeanInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a fault that ends by itself lasts at most; 5 s by default.</summary>
    public TimeSpan LongestOutage { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many faults there are at most; any number by default.</summary>
    public int MaxFaults { get; init; } = int.MaxValue;
}
