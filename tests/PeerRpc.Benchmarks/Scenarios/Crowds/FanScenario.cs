using PeerRpc.Benchmarks.Measurement;
using PeerRpc.Benchmarks.Processes;

namespace PeerRpc.Benchmarks.Scenarios.Crowds;

/// <summary>Many that call one, and one that calls many, next to one that calls one.</summary>
/// <remarks>
/// 1. Each pair starts fresh processes: the broker, one service, one caller, and one process with everybody else. 2.
/// The caller calls the service, before anybody else has come. 3. It calls all of them, the service and the others, in
/// turn. 4. All others call the service, in turn. The calls are always 64 in flight, and always between two processes
/// by way of the broker, so that only the number of links differs.
/// </remarks>
internal sealed class FanScenario(BenchmarkOptions options, TimeProvider time, TextWriter output)
{
    private const int InFlight = 64;

    /// <summary>Measures and prints; gives back everything for the JSON file.</summary>
    public async Task<FanReport> RunAsync()
    {
        DateTimeOffset startedAt = time.GetUtcNow();
        List<FanRun> runs = [];
        for (int pair = 1; pair <= options.Pairs; pair++) await TakeTurnAsync(pair, runs);
        var report = FanReport.Of(startedAt, options, runs);
        FanTable.Write(report, output);
        return report;
    }

    private async Task TakeTurnAsync(int pair, List<FanRun> runs)
    {
        int routes = options.Crowd.Routes;
        await using CrowdProcesses processes = await CrowdProcesses.StartAsync(options.Systems[0], routes + 2);
        foreach (CrowdGroup group in Enum.GetValues<CrowdGroup>()) await processes.AddAsync(group, 1);
        await processes.JoinAsync(CrowdGroup.Callee, 0, 1);
        await processes.JoinAsync(CrowdGroup.Caller, routes + 1, 1);
        runs.Add(await MeasureAsync(processes, pair, FanStage.Two, 1));
        await processes.JoinAsync(CrowdGroup.Crowd, 1, routes);
        runs.Add(await MeasureAsync(processes, pair, FanStage.Out, routes));
        runs.Add(await MeasureAsync(processes, pair, FanStage.In, routes));
    }

    private async Task<FanRun> MeasureAsync(CrowdProcesses processes, int pair, FanStage stage, int routes)
    {
        CrowdGroup callers = stage == FanStage.In ? CrowdGroup.Crowd : CrowdGroup.Caller;
        SpanResult opened = await processes.OpenAsync(
            callers, stage == FanStage.In ? CrowdCommand.Inward : CrowdCommand.Outward, routes);
        await processes.RunAsync(callers, InFlight, options.Warmup);
        CrowdUse before = processes.ReadUse();
        LoadResult load = await processes.RunAsync(callers, InFlight, options.Seconds);
        CrowdUse use = processes.ReadUse().Since(before);
        double all = use.GroupSeconds.Values.Sum();
        var run = new FanRun(
            pair, stage, routes, opened, load, PerCall(use.BrokerSeconds), PerCall(use.Of(callers)),
            PerCall(all - use.Of(callers)), use.OtherCores(load.Seconds));
        await output.WriteLineAsync(FanTable.LineOf(run));
        return run;

        double PerCall(double seconds) => TimeSpan.FromSeconds(seconds).TotalMicroseconds / load.Calls;
    }
}
