using PeerRpc.Benchmarks.Processes;

namespace PeerRpc.Benchmarks.Scenarios;

/// <summary>Speed: how long a call takes alone, and how many are answered side by side.</summary>
internal sealed class CallsScenario(BenchmarkOptions options, TimeProvider time, TextWriter output)
{
    /// <summary>Measures and prints; gives back everything for the JSON file.</summary>
    public async Task<CallsReport> RunAsync()
    {
        DateTimeOffset startedAt = time.GetUtcNow();
        IReadOnlyList<CallsRun> runs = await new CallsTurns(options, output).RunAsync(
            [.. options.Systems.Select(system => (system, (IRoleProgram)new OwnProgram()))]);
        var report = CallsReport.Of(startedAt, options, runs);
        CallsTable.Write(report, output);
        return report;
    }
}
