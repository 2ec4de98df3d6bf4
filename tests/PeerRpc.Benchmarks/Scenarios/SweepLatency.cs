using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Scenarios;

/// <summary>The medians of a system at a share of its highest rate.</summary>
/// <param name="System">The system.</param>
/// <param name="Share">Of the highest rate, between 0 and 1.</param>
/// <param name="Rate">Calls per second that were due.</param>
/// <param name="CallsPerSecond">Answers per second; less where the rate was too much.</param>
/// <param name="P50Microseconds">Median of the time from when a call was due to its answer.</param>
/// <param name="P99Microseconds">99th percentile of it.</param>
internal sealed record SweepLatency(
    string System,
    double Share,
    double Rate,
    double CallsPerSecond,
    double P50Microseconds,
    double P99Microseconds)
{
    /// <summary>Takes the medians of one system.</summary>
    public static IEnumerable<SweepLatency> Of(IEnumerable<SweepRun> runs) => runs
        .SelectMany(run => run.Paces, (run, pace) => (run.System, pace.Share, pace.Result))
        .GroupBy(each => (each.System, each.Share), each => each.Result)
        .Select(group => new SweepLatency(
            group.Key.System,
            group.Key.Share,
            Median.Of(group.Select(result => result.Rate)),
            Median.Of(group.Select(result => result.CallsPerSecond)),
            Median.Of(group.Select(result => result.P50Microseconds)),
            Median.Of(group.Select(result => result.P99Microseconds))));
}
