using PeerRpc.Benchmarks.Measurement;
using PeerRpc.Benchmarks.Processes;

namespace PeerRpc.Benchmarks.Scenarios;

/// <summary>The whole curve: throughput against calls in flight, and latency against load.</summary>
/// <remarks>
/// 1. The systems take turns, each with three fresh processes that warm up, as in <see cref="CallsTurns"/>.
/// 2. Calls in flight are doubled from 1 to 1 024. The highest rate of these is what the system can do.
/// 3. Then calls are made at shares of that rate, whether or not earlier ones have been answered.
/// </remarks>
internal sealed class SweepScenario(BenchmarkOptions options, TimeProvider time, TextWriter output)
{
    private static readonly int[] Loads = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];
    private static readonly double[] Shares = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

    /// <summary>Measures and prints; gives back everything for the JSON file.</summary>
    public async Task<SweepReport> RunAsync()
    {
        DateTimeOffset startedAt = time.GetUtcNow();
        List<SweepRun> runs = [];
        for (int pair = 1; pair <= options.Pairs; pair++)
        {
            foreach (string system in options.Systems)
            {
                SweepRun run = await TakeTurnAsync(pair, system);
                runs.Add(run);
                await output.WriteLineAsync(SweepTable.LineOf(run));
            }
        }

        var report = SweepReport.Of(startedAt, options, runs);
        SweepTable.Write(report, output);
        return report;
    }

    private async Task<SweepRun> TakeTurnAsync(int pair, string system)
    {
        await using RoleProcesses processes =
            await RoleProcesses.StartAsync(Workload.Echo, system, options.Transport);
        await Warmup.RunAsync(processes, [1, 64, 512], options.Warmup);
        long start = time.GetTimestamp();
        var before = ProcessorUse.Read(processes);
        List<LoadResult> loads = [];
        foreach (int inFlight in Loads) loads.Add(await processes.RunAsync(inFlight, options.Seconds));
        double highest = loads.Max(load => load.CallsPerSecond);
        List<SweepPace> paces = [];
        foreach (double share in Shares)
            paces.Add(new SweepPace(share, await processes.PaceAsync(share * highest, options.Seconds)));
        ProcessorUse use = ProcessorUse.Read(processes).Since(before);
        return new SweepRun(pair, system, loads, paces, use.OtherCores(time.GetElapsedTime(start).TotalSeconds));
    }
}
