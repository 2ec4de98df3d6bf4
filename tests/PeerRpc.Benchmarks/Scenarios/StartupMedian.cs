using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Scenarios;

/// <summary>The medians of one system, each phase for itself.</summary>
/// <param name="System">The system.</param>
/// <param name="BrokerMilliseconds">Until the broker listens.</param>
/// <param name="CalleeMilliseconds">Until the callee can be called.</param>
/// <param name="CallerMilliseconds">Until the caller is connected.</param>
/// <param name="FirstCallMilliseconds">Until the first answer.</param>
/// <param name="SecondCallMilliseconds">The second call.</param>
/// <param name="TotalMilliseconds">From nothing to the first answer.</param>
/// <param name="RatioToFirst">The total by that of the first system, in the same pair, then the median.</param>
internal sealed record StartupMedian(
    string System,
    double BrokerMilliseconds,
    double CalleeMilliseconds,
    double CallerMilliseconds,
    double FirstCallMilliseconds,
    double SecondCallMilliseconds,
    double TotalMilliseconds,
    double RatioToFirst)
{
    /// <summary>Takes the medians over the pairs.</summary>
    /// <param name="runs">Those of one system, one for each pair.</param>
    /// <param name="first">Those of the first system, in the same order.</param>
    public static StartupMedian Of(IReadOnlyList<StartupRun> runs, IReadOnlyList<StartupRun> first) => new(
        runs[0].System,
        Median.Of(runs.Select(run => run.BrokerMilliseconds)),
        Median.Of(runs.Select(run => run.CalleeMilliseconds)),
        Median.Of(runs.Select(run => run.CallerMilliseconds)),
        Median.Of(runs.Select(run => run.FirstCallMilliseconds)),
        Median.Of(runs.Select(run => run.SecondCallMilliseconds)),
        Median.Of(runs.Select(run => run.TotalMilliseconds)),
        Median.Of(runs.Zip(first, (run, other) => run.TotalMilliseconds / other.TotalMilliseconds)));
}
