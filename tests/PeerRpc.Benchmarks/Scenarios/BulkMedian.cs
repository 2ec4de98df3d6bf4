using PeerRpc.Benchmarks.Measurement;
using PeerRpc.Benchmarks.Processes;

namespace PeerRpc.Benchmarks.Scenarios;

/// <summary>The medians of all runs of one system, each figure for itself.</summary>
/// <param name="System">The system.</param>
/// <param name="MegabytesPerSecond">Millions of bytes per second.</param>
/// <param name="CpuSeconds">Processor time of each process.</param>
/// <param name="IdleMebibytes">What each process had resident before.</param>
/// <param name="GrowthMebibytes">What each process had resident on top of it, at most.</param>
/// <param name="OtherCores">Cores that everything else kept busy; null if unknown.</param>
internal sealed record BulkMedian(
    string System,
    double MegabytesPerSecond,
    IReadOnlyDictionary<EchoRole, double> CpuSeconds,
    IReadOnlyDictionary<EchoRole, double> IdleMebibytes,
    IReadOnlyDictionary<EchoRole, double> GrowthMebibytes,
    double? OtherCores)
{
    /// <summary>Takes the medians of runs of the same system.</summary>
    public static BulkMedian Of(IReadOnlyList<BulkRun> runs) => new(
        runs[0].System,
        Median.Of(runs.Select(run => run.Transfer.MegabytesPerSecond)),
        PerRole(runs, (run, role) => run.CpuSeconds[role]),
        PerRole(runs, (run, role) => run.Memory[role].IdleMebibytes),
        PerRole(runs, (run, role) => run.Memory[role].GrowthMebibytes),
        Median.OfKnown(runs.Select(run => run.OtherCores)));

    private static Dictionary<EchoRole, double> PerRole(
        IReadOnlyList<BulkRun> runs, Func<BulkRun, EchoRole, double> figure) =>
        Enum.GetValues<EchoRole>().ToDictionary(
            role => role, role => Median.Of(runs.Select(run => figure(run, role))));
}
