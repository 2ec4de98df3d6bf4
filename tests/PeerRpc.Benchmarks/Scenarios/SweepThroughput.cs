using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Scenarios;

/// <summary>The medians of a system with so many calls in flight.</summary>
/// <param name="System">The system.</param>
/// <param name="InFlight">Calls in flight.</param>
/// <param name="CallsPerSecond">Answers per second.</param>
internal sealed record SweepThroughput(string System, int InFlight, double CallsPerSecond)
{
    /// <summary>Takes the medians of one system.</summary>
    public static IEnumerable<SweepThroughput> Of(IEnumerable<SweepRun> runs) => runs
        .SelectMany(run => run.Loads, (run, load) => (run.System, Load: load))
        .GroupBy(each => (each.System, each.Load.InFlight), each => each.Load.CallsPerSecond)
        .Select(group => new SweepThroughput(group.Key.System, group.Key.InFlight, Median.Of(group)));
}
