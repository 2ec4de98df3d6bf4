using PeerRpc.Benchmarks.Processes;

namespace PeerRpc.Benchmarks.Scenarios;

/// <summary>How long it takes from nothing to the first answer.</summary>
/// <remarks>
/// 1. The systems take turns, and each turn starts three fresh processes, one when the one before is ready. 2. The
/// caller makes one call, and then another one. 3. Nothing warms up: what the first use of everything costs is what is
/// measured. One turn of each system before the first pair fills the system's cache of files.
/// </remarks>
internal sealed class StartupScenario(BenchmarkOptions options, TimeProvider time, TextWriter output)
{
    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(20);

    /// <summary>Measures and prints; gives back everything for the JSON file.</summary>
    public async Task<StartupReport> RunAsync()
    {
        DateTimeOffset startedAt = time.GetUtcNow();
        foreach (string system in options.Systems) await StartAsync(0, system);
        List<StartupRun> runs = [];
        for (int pair = 1; pair <= options.Pairs; pair++)
        {
            foreach (string system in options.Systems)
            {
                StartupRun run = await StartAsync(pair, system);
                runs.Add(run);
                await output.WriteLineAsync(StartupTable.LineOf(run));
            }
        }

        var report = StartupReport.Of(startedAt, options, runs);
        StartupTable.Write(report, output);
        return report;
    }

    private async Task<StartupRun> StartAsync(int pair, string system)
    {
        long start = time.GetTimestamp();
        await using ChildProcess broker = await StartAsync(system, EchoRole.Broker, null);
        double brokerTime = TakeMilliseconds(ref start);
        await using ChildProcess callee = await StartAsync(system, EchoRole.Callee, broker.Address);
        double calleeTime = TakeMilliseconds(ref start);
        await using ChildProcess caller = await StartAsync(system, EchoRole.Caller, broker.Address);
        double callerTime = TakeMilliseconds(ref start);
        await CallAsync(caller);
        double firstCall = TakeMilliseconds(ref start);
        await CallAsync(caller);
        return new StartupRun(
            pair, system, brokerTime, calleeTime, callerTime, firstCall, TakeMilliseconds(ref start));
    }

    private Task<ChildProcess> StartAsync(string system, EchoRole role, Uri? broker) =>
        ChildProcess.StartAsync(
            new RoleAssignment(Workload.Echo, system, role, options.Transport, broker), new OwnProgram());

    private static async Task CallAsync(ChildProcess caller) =>
        await caller.AskAsync(RoleCommand.First, RoleJson.Default.Boolean, CallLimit);

    private double TakeMilliseconds(ref long start)
    {
        long now = time.GetTimestamp();
        double milliseconds = time.GetElapsedTime(start, now).TotalMilliseconds;
        start = now;
        return milliseconds;
    }
}
