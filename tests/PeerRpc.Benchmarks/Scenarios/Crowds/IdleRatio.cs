using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Scenarios.Crowds;

/// <summary>A system against the first one: the rate at which clients come, cycle by cycle.</summary>
/// <param name="System">The system.</param>
/// <param name="Baseline">What it is compared with.</param>
/// <param name="ClientsPerSecond">Median over the cycles of the ratio within a cycle.</param>
/// <param name="Lowest">The smallest ratio of a cycle.</param>
/// <param name="Highest">The largest.</param>
internal sealed record IdleRatio(
    string System, string Baseline, double ClientsPerSecond, double Lowest, double Highest)
{
    /// <summary>Compares the cycles of two systems.</summary>
    public static IdleRatio Of(IReadOnlyList<IdleRun> runs, IReadOnlyList<IdleRun> baseline)
    {
        double[] ratios =
        [
            .. runs.Join(
                baseline, run => run.Cycle, run => run.Cycle,
                (run, other) => run.Join.PerSecond / other.Join.PerSecond),
        ];
        return new IdleRatio(runs[0].System, baseline[0].System, Median.Of(ratios), ratios.Min(), ratios.Max());
    }
}
