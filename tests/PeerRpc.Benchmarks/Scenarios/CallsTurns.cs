using PeerRpc.Benchmarks.Measurement;
using PeerRpc.Benchmarks.Processes;

namespace PeerRpc.Benchmarks.Scenarios;

/// <summary>The turns of systems that are called: what <c>calls</c> and <c>peers</c> measure alike.</summary>
/// <remarks>
/// 1. The systems take turns (A B A B), so that a change of the machine's mood meets all of them.
/// 2. Each turn starts three fresh processes: one unlucky start is one run of several, not all of them.
/// 3. They warm up under every load, because tiered compilation needs seconds of calls to finish.
/// 4. Each load is measured by itself, with the processor time of the three processes around it.
/// </remarks>
internal sealed class CallsTurns(BenchmarkOptions options, TextWriter output)
{
    /// <summary>Lets each system take its turns.</summary>
    /// <param name="systems">Their names, and what their processes run.</param>
    public async Task<IReadOnlyList<CallsRun>> RunAsync(IReadOnlyList<(string Name, IRoleProgram Program)> systems)
    {
        List<CallsRun> runs = [];
        for (int pair = 1; pair <= options.Pairs; pair++)
        {
            foreach ((string name, IRoleProgram program) in systems) await TakeTurnAsync(pair, name, program, runs);
        }

        return runs;
    }

    private async Task TakeTurnAsync(int pair, string system, IRoleProgram program, List<CallsRun> runs)
    {
        await using RoleProcesses processes =
            await RoleProcesses.StartAsync(Workload.Echo, system, options.Transport, program);
        await Warmup.RunAsync(processes, options.InFlight, options.Warmup);
        foreach (int inFlight in options.InFlight)
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
