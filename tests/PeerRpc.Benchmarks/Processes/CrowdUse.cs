namespace PeerRpc.Benchmarks.Processes;

/// <summary>Processor time, as the operating system counts it (10 ms steps).</summary>
/// <param name="BrokerSeconds">Of the broker.</param>
/// <param name="GroupSeconds">Of the processes of each group.</param>
/// <param name="MachineSeconds">Of everything on the machine; null if unknown.</param>
internal sealed record CrowdUse(
    double BrokerSeconds, IReadOnlyDictionary<CrowdGroup, double> GroupSeconds, double? MachineSeconds)
{
    /// <summary>What has been used between an earlier reading and this one.</summary>
    public CrowdUse Since(CrowdUse earlier) => new(
        BrokerSeconds - earlier.BrokerSeconds,
        GroupSeconds.ToDictionary(group => group.Key, group => group.Value - earlier.GroupSeconds[group.Key]),
        MachineSeconds - earlier.MachineSeconds);

    /// <summary>Of a group; zero if there is none.</summary>
    public double Of(CrowdGroup group) => GroupSeconds.GetValueOrDefault(group);

    /// <summary>Cores that everything else kept busy; null if unknown.</summary>
    /// <param name="seconds">How long it took.</param>
    public double? OtherCores(double seconds) =>
        (MachineSeconds - BrokerSeconds - GroupSeconds.Values.Sum()) / seconds;
}
