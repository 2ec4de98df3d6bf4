using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Scenarios.Crowds;

/// <summary>The medians of one system under one load, each figure for itself.</summary>
/// <param name="System">The system.</param>
/// <param name="Burst">How many messages were sent at once.</param>
/// <param name="CopiesPerSecond">Copies that members had got, per second.</param>
/// <param name="BrokerMicrosecondsPerCopy">Processor time of the broker by copies, without what it uses idle.</param>
/// <param name="WholeMicrosecondsPerCopy">The same with that.</param>
/// <param name="MembersMicrosecondsPerCopy">Processor time of the members' processes by copies.</param>
/// <param name="BrokerRatio">Processor time of the broker by that of the first system, in the same pair.</param>
/// <param name="LowestRatio">The lowest of the pairs.</param>
/// <param name="HighestRatio">The highest of the pairs.</param>
/// <param name="WholeRatio">The ratio of all processor time of the brokers.</param>
/// <param name="IdleCores">Cores that the broker kept busy while the members were idle.</param>
internal sealed record GroupsMedian(
    string System,
    int Burst,
    double CopiesPerSecond,
    double BrokerMicrosecondsPerCopy,
    double WholeMicrosecondsPerCopy,
    double MembersMicrosecondsPerCopy,
    double BrokerRatio,
    double LowestRatio,
    double HighestRatio,
    double WholeRatio,
    double IdleCores)
{
    /// <summary>Takes the medians over the pairs.</summary>
    /// <param name="runs">Those of one system and load, one for each pair.</param>
    /// <param name="first">Those of the first system, in the same order.</param>
    public static GroupsMedian Of(IReadOnlyList<GroupsRun> runs, IReadOnlyList<GroupsRun> first)
    {
        double[] ratios =
            [.. runs.Zip(first, (run, other) => run.BrokerMicrosecondsPerCopy / other.BrokerMicrosecondsPerCopy)];
        IEnumerable<double> wholeRatios =
            runs.Zip(first, (run, other) => run.WholeMicrosecondsPerCopy / other.WholeMicrosecondsPerCopy);
        return new GroupsMedian(
            runs[0].System,
            runs[0].Burst,
            Median.Of(runs.Select(run => run.CopiesPerSecond)),
            Median.Of(runs.Select(run => run.BrokerMicrosecondsPerCopy)),
            Median.Of(runs.Select(run => run.WholeMicrosecondsPerCopy)),
            Median.Of(runs.Select(run => run.MembersMicrosecondsPerCopy)),
            Median.Of(ratios),
            ratios.Min(),
            ratios.Max(),
            Median.Of(wholeRatios),
            Median.Of(runs.Select(run => run.IdleCores)));
    }
}
