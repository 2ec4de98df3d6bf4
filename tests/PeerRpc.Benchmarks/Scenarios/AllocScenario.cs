using PeerRpc.Benchmarks.Measurement;
using PeerRpc.Benchmarks.Processes;

namespace PeerRpc.Benchmarks.Scenarios;

/// <summary>Memory: how many bytes each process allocates per call.</summary>
internal sealed class AllocScenario(BenchmarkOptions options, TimeProvider time, TextWriter output)
{
    private static readonly int[] Loads = [1, 64, 512];

    /// <summary>Measures every system once (bytes per call hardly vary) and prints.</summary>
    public async Task<AllocReport> RunAsync()
    {
        DateTimeOffset startedAt = time.GetUtcNow();
        List<AllocRun> runs = [];
        foreach (string system in options.Systems)
        {
            await using RoleProcesses processes =
                await RoleProcesses.StartAsync(Workload.Echo, system, options.Transport);
            await Warmup.RunAsync(processes, Loads, options.Warmup);
            foreach (int inFlight in Loads) runs.Add(await MeasureAsync(processes, system, inFlight));
        }

        AllocTable.Write(options, runs, output);
        return new AllocReport(startedAt, options, MachineFacts.Read(), runs);
    }

    private async Task<AllocRun> MeasureAsync(RoleProcesses processes, string system, int inFlight)
    {
        IReadOnlyDictionary<EchoRole, AllocationReading> before = await processes.ReadAllocationsAsync();
        LoadResult load = await processes.RunAsync(inFlight, options.Seconds);
        IReadOnlyDictionary<EchoRole, AllocationReading> after = await processes.ReadAllocationsAsync();
        return new AllocRun(
            system,
            inFlight,
            load.Calls,
            after.ToDictionary(
                reading => reading.Key,
                reading => (double)(reading.Value.Bytes - before[reading.Key].Bytes) / load.Calls),
            after.ToDictionary(
                reading => reading.Key, reading => reading.Value.Collections - before[reading.Key].Collections));
    }
}
