using PeerRpc.Benchmarks.Measurement;
using PeerRpc.Benchmarks.Processes;

namespace PeerRpc.Benchmarks.Scenarios;

/// <summary>Speed: how long a call takes alone, and how many are answered side by side.</summary>
/// <remarks>
/// 1. The systems take turns (A B A B), so that a change of the machine's mood meets all of them.
/// 2. Each turn starts three fresh processes: one unlucky start is one run of several, not all of them.
/// 3. They warm up under every load, because tiered compilation needs seconds of calls to finish.
/// 4. Each load is measured by itself, with the processor time of the three processes around it.
/// </remarks>
internal sealed class CallsScenario(BenchmarkOptions options, TimeProvider time, TextWriter output)
{
    private static readonly int[] Loads = [1, 64, 512];

    /// <summary>Measures and prints; gives back everything for the JSON file.</summary>
    public async Task<CallsReport> RunAsync()
    {
        DateTimeOffset startedAt = time.GetUtcNow();
        List<CallsRun> runs = [];
        for (int pair = 1; pair <= options.Pairs; pair++)
        {
            foreach (string system in options.Systems) await TakeTurnAsync(pair, system, runs);
        }

        var report = CallsReport.Of(startedAt, options, runs);
        CallsTable.Write(report, output);
        return report;
    }

    private async Task TakeTurnAsync(int pair, string system, List<CallsRun> runs)
    {
        await using RoleProcesses processes =
            await RoleProcesses.StartAsync(Workload.Echo, system, options.Transport);
        await Warmup.RunAsync(processes, Loads, options.Warmup);
        foreach (int inFlight in Loads)
        {
            CallsRun run = await MeasureAsync(processes, pair, system, inFlight);
            runs.Add(run);
            await output.WriteLineAsync(CallsTable.LineOf(run));
        }
    }

    private async Task<CallsRun> MeasureAsync(RoleProcesses processes, int pair, string system, int inFlight)
    {
        var before = ProcessorUse.Read(processes);
        LoadResult load = await processes.RunAsync(inFlight, options.Seconds);
        ProcessorUse use = ProcessorUse.Read(processes).Since(before);
        var perCall = use.Seconds.ToDictionary(
            role => role.Key, role => TimeSpan.FromSeconds(role.Value).TotalMicroseconds / load.Calls);
        return new CallsRun(pair, system, load, perCall, use.OtherCores(load.Seconds));
    }
}
