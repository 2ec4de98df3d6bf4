namespace PeerRpc.Benchmarks.Scenarios.Workers;

/// <summary>One lot of jobs, shared out among the workers.</summary>
/// <param name="Pair">Which round, from 1.</param>
/// <param name="Order">By what a worker was chosen.</param>
/// <param name="Crashes">How many workers crashed meanwhile, and were replaced.</param>
/// <param name="Jobs">How many jobs there were.</param>
/// <param name="Failures">How many of them failed.</param>
/// <param name="Seconds">From the first job to the end of the last.</param>
/// <param name="IdealSeconds">
/// The same if every worker had worked all the time, at the speed at which it did work in this run.
/// </param>
/// <param name="Workers">How many jobs each worker has done, the fastest first.</param>
internal sealed record WorkersRun(
    int Pair, string Order, int Crashes, int Jobs, int Failures, double Seconds, double IdealSeconds,
    IReadOnlyList<long> Workers)
{
    /// <summary>How much longer it took than the ideal; 1 is as good as can be.</summary>
    public double RatioToIdeal => Seconds / IdealSeconds;
}
