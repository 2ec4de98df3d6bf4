using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Scenarios.Crowds;

/// <summary>The medians of one stage, each figure for itself.</summary>
/// <param name="Stage">Who called whom.</param>
/// <param name="Routes">By how many routes.</param>
/// <param name="OpenedPerSecond">First calls per second.</param>
/// <param name="CallsPerSecond">Answers per second.</param>
/// <param name="RatioToTwo">Calls per second by those between two, in the same pair, then the median.</param>
/// <param name="BrokerMicrosecondsPerCall">Processor time of the broker per call.</param>
/// <param name="CallersMicrosecondsPerCall">Processor time of the process with the callers per call.</param>
/// <param name="CalleesMicrosecondsPerCall">Processor time of the processes with the callees per call.</param>
internal sealed record FanMedian(
    FanStage Stage,
    int Routes,
    double OpenedPerSecond,
    double CallsPerSecond,
    double RatioToTwo,
    double BrokerMicrosecondsPerCall,
    double CallersMicrosecondsPerCall,
    double CalleesMicrosecondsPerCall)
{
    /// <summary>Takes the medians over the pairs.</summary>
    /// <param name="runs">Those of one stage, one for each pair.</param>
    /// <param name="two">Those between two, in the same order.</param>
    public static FanMedian Of(IReadOnlyList<FanRun> runs, IReadOnlyList<FanRun> two) => new(
        runs[0].Stage,
        runs[0].Routes,
        Median.Of(runs.Select(run => run.Opened.PerSecond)),
        Median.Of(runs.Select(run => run.Load.CallsPerSecond)),
        Median.Of(runs.Zip(two, (run, other) => run.Load.CallsPerSecond / other.Load.CallsPerSecond)),
        Median.Of(runs.Select(run => run.BrokerMicrosecondsPerCall)),
        Median.Of(runs.Select(run => run.CallersMicrosecondsPerCall)),
        Median.Of(runs.Select(run => run.CalleesMicrosecondsPerCall)));
}
