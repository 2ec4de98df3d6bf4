using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Scenarios.Crowds;

/// <summary>The medians of one load at one stage, each figure for itself.</summary>
/// <param name="Stage">Who else was there.</param>
/// <param name="InFlight">The load.</param>
/// <param name="CallsPerSecond">Answers per second.</param>
/// <param name="P50Microseconds">Median time of a call; only for one in flight.</param>
/// <param name="P99Microseconds">99th percentile of it; only for one in flight.</param>
/// <param name="BrokerMicrosecondsPerCall">Processor time of the broker per call.</param>
/// <param name="CrowdCores">Cores that the processes of the others kept busy.</param>
/// <param name="RatioToAlone">
/// Calls per second by those without the others, in the same pair (the mean of before and after), then the median.
/// </param>
/// <param name="P99RatioToAlone">The same for the p99; only for one in flight.</param>
internal sealed record CrowdMedian(
    CrowdStage Stage,
    int InFlight,
    double CallsPerSecond,
    double? P50Microseconds,
    double? P99Microseconds,
    double BrokerMicrosecondsPerCall,
    double CrowdCores,
    double RatioToAlone,
    double? P99RatioToAlone)
{
    /// <summary>Takes the medians of runs of one load at one stage.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="alone">Those of the same load without the others, of all pairs.</param>
    public static CrowdMedian Of(IReadOnlyList<CrowdRun> runs, IReadOnlyList<CrowdRun> alone)
    {
        ILookup<int, CrowdRun> baselines = alone.ToLookup(run => run.Pair);
        return new CrowdMedian(
            runs[0].Stage,
            runs[0].Load.InFlight,
            Median.Of(runs.Select(run => run.Load.CallsPerSecond)),
            Median.OfKnown(runs.Select(run => run.Load.P50Microseconds)),
            Median.OfKnown(runs.Select(run => run.Load.P99Microseconds)),
            Median.Of(runs.Select(run => run.BrokerMicrosecondsPerCall)),
            Median.Of(runs.Select(run => run.CrowdCores)),
            Median.Of(runs.Select(run =>
                run.Load.CallsPerSecond / baselines[run.Pair].Average(other => other.Load.CallsPerSecond))),
            Median.OfKnown(runs.Select(run =>
                run.Load.P99Microseconds / baselines[run.Pair].Average(other => other.Load.P99Microseconds))));
    }
}
