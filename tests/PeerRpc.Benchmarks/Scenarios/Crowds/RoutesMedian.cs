using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Scenarios.Crowds;

/// <summary>The medians for one number of routes, each figure for itself.</summary>
/// <param name="Routes">How many callers the callee has.</param>
/// <param name="OpenedPerSecond">First calls per second, of those that were made to get there.</param>
/// <param name="CallsPerSecond">Answers per second.</param>
/// <param name="RatioToOne">Calls per second by those over one route, in the same pair, then the median.</param>
/// <param name="BrokerMicrosecondsPerCall">Processor time of the broker per call.</param>
/// <param name="CalleeMicrosecondsPerCall">Processor time of the callee per call.</param>
/// <param name="BrokerBytesPerRoute">Live objects of the broker per route; null for one.</param>
/// <param name="CalleeBytesPerRoute">Live objects of the callee per route; null for one.</param>
internal sealed record RoutesMedian(
    int Routes,
    double OpenedPerSecond,
    double CallsPerSecond,
    double RatioToOne,
    double BrokerMicrosecondsPerCall,
    double CalleeMicrosecondsPerCall,
    double? BrokerBytesPerRoute,
    double? CalleeBytesPerRoute)
{
    /// <summary>Takes the medians over the pairs.</summary>
    /// <param name="runs">Those with one number of routes, a run for each pair.</param>
    /// <param name="one">Those with one route, in the same order.</param>
    public static RoutesMedian Of(IReadOnlyList<RoutesRun> runs, IReadOnlyList<RoutesRun> one) => new(
        runs[0].Routes,
        Median.Of(runs.Select(run => run.Opened.PerSecond)),
        Median.Of(runs.Select(run => run.Load.CallsPerSecond)),
        Median.Of(runs.Zip(one, (run, other) => run.Load.CallsPerSecond / other.Load.CallsPerSecond)),
        Median.Of(runs.Select(run => run.BrokerMicrosecondsPerCall)),
        Median.Of(runs.Select(run => run.CalleeMicrosecondsPerCall)),
        Median.OfKnown(runs.Select(run => run.BrokerBytesPerRoute)),
        Median.OfKnown(runs.Select(run => run.CalleeBytesPerRoute)));
}
