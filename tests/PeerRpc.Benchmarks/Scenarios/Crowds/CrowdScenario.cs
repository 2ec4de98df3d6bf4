using PeerRpc.Benchmarks.Measurement;
using PeerRpc.Benchmarks.Processes;

namespace PeerRpc.Benchmarks.Scenarios.Crowds;

/// <summary>Two clients that call each other while thousands of others are connected to the same broker.</summary>
/// <remarks>
/// 1. Each pair starts fresh processes; caller and callee have one each, and warm up under both loads. 2. They are
/// measured alone, with all others idle, and with some of those chatting. 3. When the others have left they are
/// measured alone again, and the mean of both is what the crowd is compared with: a machine that gets slower would
/// otherwise be taken for the crowd.
/// </remarks>
internal sealed class CrowdScenario(BenchmarkOptions options, TimeProvider time, TextWriter output)
{
    /// <summary>
    /// Long enough that every client has been pinged once: only then it is as idle as it will be for hours.
    /// </summary>
    public const double SettlingSeconds = 14;

    private const int FirstOfCrowd = 2;
    private static readonly int[] Loads = [1, 64];

    /// <summary>Measures and prints; gives back everything for the JSON file.</summary>
    public async Task<CrowdReport> RunAsync()
    {
        DateTimeOffset startedAt = time.GetUtcNow();
        List<CrowdRun> runs = [];
        for (int pair = 1; pair <= options.Pairs; pair++) await TakeTurnAsync(pair, runs);
        var report = CrowdReport.Of(startedAt, options, runs);
        CrowdTable.Write(report, output);
        return report;
    }

    private async Task TakeTurnAsync(int pair, List<CrowdRun> runs)
    {
        int peers = options.Crowd.Peers;
        await using CrowdProcesses processes =
            await CrowdProcesses.StartAsync(options.Systems[0], peers + FirstOfCrowd);
        await processes.AddAsync(CrowdGroup.Callee, 1);
        await processes.AddAsync(CrowdGroup.Caller, 1);
        await processes.AddAsync(CrowdGroup.Crowd, CrowdShares.ProcessesFor(options.Crowd));
        await processes.JoinAsync(CrowdGroup.Callee, 0, 1);
        await processes.JoinAsync(CrowdGroup.Caller, 1, 1);
        await processes.OpenAsync(CrowdGroup.Caller, CrowdCommand.Outward, 1);
        foreach (int inFlight in Loads)
            await processes.RunAsync(CrowdGroup.Caller, inFlight, options.Warmup / Loads.Length);

        await MeasureAsync(processes, pair, CrowdStage.Alone, runs);
        await processes.JoinAsync(CrowdGroup.Crowd, FirstOfCrowd, peers);
        await Task.Delay(TimeSpan.FromSeconds(SettlingSeconds), time);
        await MeasureAsync(processes, pair, CrowdStage.Idle, runs);
        await processes.ChatAsync(
            CrowdGroup.Crowd, FirstOfCrowd, CrowdShares.ChattingOf(options.Crowd), options.Crowd.ChatRate);
        await MeasureAsync(processes, pair, CrowdStage.Chatting, runs);
        await processes.HushAsync(CrowdGroup.Crowd);
        await processes.LeaveAsync(CrowdGroup.Crowd, left: FirstOfCrowd);
        await Task.Delay(TimeSpan.FromSeconds(SettlingSeconds), time);
        await MeasureAsync(processes, pair, CrowdStage.Alone, runs);
    }

    private async Task MeasureAsync(CrowdProcesses processes, int pair, CrowdStage stage, List<CrowdRun> runs)
    {
        foreach (int inFlight in Loads)
        {
            CrowdUse before = processes.ReadUse();
            LoadResult load = await processes.RunAsync(CrowdGroup.Caller, inFlight, options.Seconds);
            CrowdUse use = processes.ReadUse().Since(before);
            var run = new CrowdRun(
                pair, stage, load, TimeSpan.FromSeconds(use.BrokerSeconds).TotalMicroseconds / load.Calls,
                use.Of(CrowdGroup.Crowd) / load.Seconds, use.OtherCores(load.Seconds));
            runs.Add(run);
            await output.WriteLineAsync(CrowdTable.LineOf(run));
        }
    }
}
