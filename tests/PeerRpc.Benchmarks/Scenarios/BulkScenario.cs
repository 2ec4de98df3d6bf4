using PeerRpc.Benchmarks.Measurement;
using PeerRpc.Benchmarks.Processes;

namespace PeerRpc.Benchmarks.Scenarios;

/// <summary>Bulk: how fast many bytes get from one client to the other, and what memory that takes.</summary>
/// <remarks>
/// 1. The systems take turns (A B C A B C), so that a change of the machine's mood meets all of them.
/// 2. Each turn starts three fresh processes: memory that one system leaves behind is not counted to the next.
/// 3. They warm up with transfers, because tiered compilation needs seconds to finish.
/// 4. Each process collects its garbage; what is resident then is idle, and its peak during the transfer is growth.
/// 5. One transfer is measured, with the processor time of the three processes around it.
/// </remarks>
internal sealed class BulkScenario(BenchmarkOptions options, TimeProvider time, TextWriter output)
{
    /// <summary>Measures and prints; gives back everything for the JSON file.</summary>
    public async Task<BulkReport> RunAsync()
    {
        DateTimeOffset startedAt = time.GetUtcNow();
        List<BulkRun> runs = [];
        for (int pair = 1; pair <= options.Pairs; pair++)
        {
            foreach (string system in options.Systems)
            {
                BulkRun run = await TakeTurnAsync(pair, system);
                runs.Add(run);
                await output.WriteLineAsync(BulkTable.LineOf(run));
            }
        }

        var report = BulkReport.Of(startedAt, options, runs);
        BulkTable.Write(report, output);
        return report;
    }

    private async Task<BulkRun> TakeTurnAsync(int pair, string system)
    {
        await using RoleProcesses processes =
            await RoleProcesses.StartAsync(Workload.Bulk, system, options.Transport);
        await processes.RepeatAsync(options.Warmup);
        await processes.WatchMemoryAsync();
        var before = ProcessorUse.Read(processes);
        BulkResult transfer = await processes.ReceiveAsync(options.Bytes);
        ProcessorUse use = ProcessorUse.Read(processes).Since(before);
        return new BulkRun(
            pair,
            system,
            transfer,
            use.Seconds,
            await processes.ReadMemoryAsync(),
            use.OtherCores(transfer.Seconds));
    }
}
