using PeerRpc.Benchmarks.Measurement;
using PeerRpc.Benchmarks.Processes;

namespace PeerRpc.Benchmarks.Scenarios;

/// <summary>The medians of all runs of one system under one load, each figure for itself.</summary>
/// <param name="System">The system.</param>
/// <param name="InFlight">The load.</param>
/// <param name="CallsPerSecond">Answers per second.</param>
/// <param name="P50Microseconds">Median time of a call; only for one in flight.</param>
/// <param name="P99Microseconds">99th percentile of it; only for one in flight.</param>
/// <param name="CpuMicrosecondsPerCall">Processor time of each process per call.</param>
/// <param name="OtherCores">Cores that everything else kept busy; null if unknown.</param>
internal sealed record CallsMedian(
    string System,
    int InFlight,
    double CallsPerSecond,
    double? P50Microseconds,
    double? P99Microseconds,
    IReadOnlyDictionary<EchoRole, double> CpuMicrosecondsPerCall,
    double? OtherCores)
{
    /// <summary>Takes the medians of runs of the same system and load.</summary>
    public static CallsMedian Of(IReadOnlyList<CallsRun> runs) => new(
        runs[0].System,
        runs[0].Load.InFlight,
        Median.Of(runs.Select(run => run.Load.CallsPerSecond)),
        Median.OfKnown(runs.Select(run => run.Load.P50Microseconds)),
        Median.OfKnown(runs.Select(run => run.Load.P99Microseconds)),
        Enum.GetValues<EchoRole>().ToDictionary(
            role => role, role => Median.Of(runs.Select(run => run.CpuMicrosecondsPerCall[role]))),
        Median.OfKnown(runs.Select(run => run.OtherCores)));
}
