namespace PeerRpc.Benchmarks.Scenarios;

/// <summary>Whether so much else ran during a measurement that it proves little, in either direction.</summary>
internal static class Disturbance
{
    // Between what was seen: 0.00-0.04 on a quiet machine, 0.3-0.9 while something was being built on it.
    private const double DisturbingCores = 0.25;

    /// <summary>Judges by the cores that everything else kept busy; unknown does not disturb.</summary>
    public static bool Is(double? otherCores) => otherCores > DisturbingCores;
}
