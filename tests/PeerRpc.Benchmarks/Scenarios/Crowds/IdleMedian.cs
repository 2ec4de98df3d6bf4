using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Scenarios.Crowds;

/// <summary>The medians of all cycles of one system, each figure for itself.</summary>
/// <param name="System">The system.</param>
/// <param name="ClientsPerSecond">How many came in a second.</param>
/// <param name="JoinBrokerMicroseconds">Processor time of the broker for each.</param>
/// <param name="JoinClientMicroseconds">Processor time of its own process for each.</param>
/// <param name="ResidentKibibytes">Resident memory of the broker per client, after a collection.</param>
/// <param name="UncollectedKibibytes">The same before the collection.</param>
/// <param name="ManagedKibibytes">Live objects of the broker per client.</param>
/// <param name="KeptMebibytes">Resident memory that the broker kept when all had left; of the last cycle.</param>
/// <param name="KeptManagedMebibytes">Live objects that it kept; of the last cycle.</param>
/// <param name="IdleBrokerCores">Cores that the broker kept busy while all were idle.</param>
internal sealed record IdleMedian(
    string System,
    double ClientsPerSecond,
    double JoinBrokerMicroseconds,
    double JoinClientMicroseconds,
    double ResidentKibibytes,
    double UncollectedKibibytes,
    double ManagedKibibytes,
    double KeptMebibytes,
    double KeptManagedMebibytes,
    double IdleBrokerCores)
{
    /// <summary>Takes the medians of the cycles of one system.</summary>
    public static IdleMedian Of(IReadOnlyList<IdleRun> runs) => new(
        runs[0].System,
        Median.Of(runs.Select(run => run.Join.PerSecond)),
        Median.Of(runs.Select(run => run.JoinBrokerMicroseconds)),
        Median.Of(runs.Select(run => run.JoinClientMicroseconds)),
        Median.Of(runs.Select(run => run.ResidentKibibytes)),
        Median.Of(runs.Select(run => run.UncollectedKibibytes)),
        Median.Of(runs.Select(run => run.ManagedKibibytes)),
        runs[^1].KeptMebibytes,
        runs[^1].KeptManagedMebibytes,
        Median.Of(runs.Select(run => run.IdleBrokerCores)));
}
