using PeerRpc.Benchmarks.Bulk;
using PeerRpc.Benchmarks.Measurement;
using PeerRpc.Benchmarks.Processes;

namespace PeerRpc.Benchmarks.Scenarios;

/// <summary>Fairness: what bulk does to the time of small calls beside it.</summary>
/// <remarks>
/// 1. The systems take turns, each with three fresh processes, as in the other scenarios.
/// 2. They warm up with calls alone and beside bulk in both places, because tiered compilation needs seconds.
/// 3. For each place an idle round is followed by a loaded one, so that a slow minute slows both.
/// </remarks>
internal sealed class FairnessScenario(BenchmarkOptions options, TimeProvider time, TextWriter output)
{
    private static readonly (FairnessPlace Place, BulkTarget Target)[] Places =
    [
        (FairnessPlace.SameLink, BulkTarget.Callee),
        (FairnessPlace.OtherLink, BulkTarget.Bystander),
    ];

    /// <summary>Measures and prints; gives back everything for the JSON file.</summary>
    public async Task<FairnessReport> RunAsync()
    {
        DateTimeOffset startedAt = time.GetUtcNow();
        List<FairnessRun> runs = [];
        for (int pair = 1; pair <= options.Pairs; pair++)
        {
            foreach (string system in options.Systems) await TakeTurnAsync(pair, system, runs);
        }

        var report = FairnessReport.Of(startedAt, options, runs);
        FairnessTable.Write(report, output);
        return report;
    }

    private async Task TakeTurnAsync(int pair, string system, List<FairnessRun> runs)
    {
        await using RoleProcesses processes =
            await RoleProcesses.StartAsync(Workload.Bulk, system, options.Transport);
        await processes.AddBystanderAsync();
        await WarmUpAsync(processes);
        foreach ((FairnessPlace place, BulkTarget target) in Places)
        {
            FairnessRun run = await MeasureAsync(processes, pair, system, place, target);
            runs.Add(run);
            await output.WriteLineAsync(FairnessTable.LineOf(run));
        }
    }

    private async Task WarmUpAsync(RoleProcesses processes)
    {
        BulkTarget?[] targets = [null, .. Places.Select(place => place.Target)];
        foreach (BulkTarget? target in targets)
            await processes.CallBesideAsync(target, options.Warmup / targets.Length);
    }

    private async Task<FairnessRun> MeasureAsync(
        RoleProcesses processes, int pair, string system, FairnessPlace place, BulkTarget target)
    {
        long start = time.GetTimestamp();
        var before = ProcessorUse.Read(processes);
        FairnessResult idle = await processes.CallBesideAsync(null, options.Seconds);
        FairnessResult loaded = await processes.CallBesideAsync(target, options.Seconds);
        ProcessorUse use = ProcessorUse.Read(processes).Since(before);
        return new FairnessRun(
            pair,
            system,
            place,
            idle.Calls,
            loaded.Calls,
            loaded.Bulk ?? throw new InvalidOperationException("No bulk ran beside the calls."),
            use.OtherCores(time.GetElapsedTime(start).TotalSeconds));
    }
}
