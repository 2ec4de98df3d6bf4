using PeerRpc.Benchmarks.Measurement;
using PeerRpc.Benchmarks.Processes;

namespace PeerRpc.Benchmarks.Scenarios.Crowds;

/// <summary>One callee with 1 to many callers: how fast routes open, what they cost, what they do to calls.</summary>
/// <remarks>
/// 1. Each pair starts fresh processes: the broker, the callee, and one with all callers, which are connected from the
/// beginning, so that what grows is routes. 2. The number of routes grows tenfold from step to step; each new one is
/// opened by a first call, 64 at a time. 3. Then 64 calls are in flight over all routes in turn, and at the end of the
/// step broker and callee are asked for their live objects.
/// </remarks>
internal sealed class RoutesScenario(BenchmarkOptions options, TimeProvider time, TextWriter output)
{
    private const int InFlight = 64;
    private const int Growth = 10;

    /// <summary>Measures and prints; gives back everything for the JSON file.</summary>
    public async Task<RoutesReport> RunAsync()
    {
        DateTimeOffset startedAt = time.GetUtcNow();
        List<RoutesRun> runs = [];
        for (int pair = 1; pair <= options.Pairs; pair++) await TakeTurnAsync(runs);
        var report = RoutesReport.Of(startedAt, options, runs);
        RoutesTable.Write(report, output);
        return report;
    }

    private async Task TakeTurnAsync(List<RoutesRun> runs)
    {
        await using CrowdProcesses processes =
            await CrowdProcesses.StartAsync(options.Systems[0], options.Crowd.Routes + 1);
        await processes.AddAsync(CrowdGroup.Callee, 1);
        await processes.AddAsync(CrowdGroup.Crowd, 1);
        await processes.JoinAsync(CrowdGroup.Callee, 0, 1);
        await processes.JoinAsync(CrowdGroup.Crowd, 1, options.Crowd.Routes);
        SpanResult opened = await processes.OpenAsync(CrowdGroup.Crowd, CrowdCommand.Inward, 1);
        await processes.RunAsync(CrowdGroup.Crowd, InFlight, options.Warmup);
        ResidentReading broker = await processes.ReadBrokerAsync();
        ResidentReading callee = await processes.ReadAsync(CrowdGroup.Callee);
        int routes = 1;
        while (true)
        {
            RoutesRun run = await MeasureAsync(processes, routes, opened, broker, callee);
            runs.Add(run);
            await output.WriteLineAsync(RoutesTable.LineOf(run));
            if (routes == options.Crowd.Routes) return;
            routes = Math.Min(routes * Growth, options.Crowd.Routes);
            opened = await processes.OpenAsync(CrowdGroup.Crowd, CrowdCommand.Inward, routes);
        }
    }

    private async Task<RoutesRun> MeasureAsync(
        CrowdProcesses processes, int routes, SpanResult opened, ResidentReading broker, ResidentReading callee)
    {
        CrowdUse before = processes.ReadUse();
        LoadResult load = await processes.RunAsync(CrowdGroup.Crowd, InFlight, options.Seconds);
        CrowdUse use = processes.ReadUse().Since(before);
        return new RoutesRun(
            routes, opened, load, PerCall(use.BrokerSeconds), PerCall(use.Of(CrowdGroup.Callee)),
            PerRoute(await processes.ReadBrokerAsync(), broker),
            PerRoute(await processes.ReadAsync(CrowdGroup.Callee), callee),
            use.OtherCores(load.Seconds));

        double PerCall(double seconds) => TimeSpan.FromSeconds(seconds).TotalMicroseconds / load.Calls;

        // The first route was there when the first reading was taken.
        double? PerRoute(ResidentReading now, ResidentReading first) =>
            routes > 1 ? (double)(now.ManagedBytes - first.ManagedBytes) / (routes - 1) : null;
    }
}
