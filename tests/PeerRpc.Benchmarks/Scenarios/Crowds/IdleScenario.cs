using PeerRpc.Benchmarks.Measurement;
using PeerRpc.Benchmarks.Processes;

namespace PeerRpc.Benchmarks.Scenarios.Crowds;

/// <summary>Idle clients: what each costs the broker, how fast they come, and what stays when they go.</summary>
/// <remarks>
/// 1. The processes of all systems are started, and warm up with a tenth of the clients that come and leave. 2. The
/// systems take turns, a cycle each, while the other brokers have no clients: all come, are idle for a while, and
/// leave. 3. The broker is asked for its memory before the first cycle, with all clients, and when all have left.
/// </remarks>
internal sealed class IdleScenario(BenchmarkOptions options, TimeProvider time, TextWriter output)
{
    private const int WarmupShare = 10;

    /// <summary>Measures and prints; gives back everything for the JSON file.</summary>
    public async Task<IdleReport> RunAsync()
    {
        DateTimeOffset startedAt = time.GetUtcNow();
        Dictionary<string, CrowdProcesses> systems = [];
        try
        {
            List<IdleRun> runs = await MeasureAsync(systems);
            var report = IdleReport.Of(startedAt, options, runs);
            IdleTable.Write(report, output);
            return report;
        }
        finally
        {
            foreach (CrowdProcesses processes in systems.Values) await processes.DisposeAsync();
        }
    }

    private async Task<List<IdleRun>> MeasureAsync(Dictionary<string, CrowdProcesses> systems)
    {
        Dictionary<string, ResidentReading> empty = [];
        foreach (string system in options.Systems)
        {
            CrowdProcesses processes = await CrowdProcesses.StartAsync(system, options.Crowd.Peers);
            systems.Add(system, processes);
            await processes.AddAsync(CrowdGroup.Crowd, CrowdShares.ProcessesFor(options.Crowd));
            await processes.JoinAsync(CrowdGroup.Crowd, 0, Math.Max(1, options.Crowd.Peers / WarmupShare));
            await processes.LeaveAsync(CrowdGroup.Crowd, left: 0);
            empty.Add(system, await processes.ReadBrokerAsync());
        }

        List<IdleRun> runs = [];
        for (int cycle = 1; cycle <= options.Crowd.Cycles; cycle++)
        {
            foreach ((string system, CrowdProcesses processes) in systems)
            {
                IdleRun run = await RunCycleAsync(cycle, system, processes, empty[system]);
                runs.Add(run);
                await output.WriteLineAsync(IdleTable.LineOf(run));
            }
        }

        return runs;
    }

    private async Task<IdleRun> RunCycleAsync(
        int cycle, string system, CrowdProcesses processes, ResidentReading empty)
    {
        CrowdUse before = processes.ReadUse();
        SpanResult join = await processes.JoinAsync(CrowdGroup.Crowd, 0, options.Crowd.Peers);
        CrowdUse joining = processes.ReadUse().Since(before);
        int clients = await processes.CountClientsAsync();
        if (clients != join.Count)
            throw new InvalidOperationException($"The broker counts {clients} clients, and {join.Count} have come.");
        double idleCores = await StayIdleAsync(processes);
        ResidentReading full = await processes.ReadBrokerAsync();
        await processes.LeaveAsync(CrowdGroup.Crowd, left: 0);
        return new IdleRun(
            cycle, system, join, MicrosecondsEach(joining.BrokerSeconds),
            MicrosecondsEach(joining.Of(CrowdGroup.Crowd)),
            empty, full, await processes.ReadBrokerAsync(), idleCores, joining.OtherCores(join.Seconds));

        double MicrosecondsEach(double seconds) => TimeSpan.FromSeconds(seconds).TotalMicroseconds / join.Count;
    }

    private Task<double> StayIdleAsync(CrowdProcesses processes) =>
        processes.MeasureIdleAsync(
            TimeSpan.FromSeconds(Math.Max(options.Seconds, CrowdScenario.SettlingSeconds)), time);
}
