using PeerRpc.Benchmarks.Echo;
using PeerRpc.Benchmarks.Peers;

namespace PeerRpc.Benchmarks.Scenarios;

/// <summary>The calls of <c>calls</c> through what else there is, in the same run.</summary>
/// <remarks>
/// 1. What a system needs is looked for first. One that lacks a program is left out, unless it was asked for by name.
/// 2. What it needs besides (packages) is installed once, before anything is measured.
/// 3. Then all take turns; see <see cref="CallsTurns"/>.
/// </remarks>
internal sealed class PeersScenario(
    BenchmarkOptions options, IReadOnlyList<IPeerSystem> known, TimeProvider time, TextWriter output)
{
    /// <summary>Measures and prints; gives back everything for the JSON file.</summary>
    /// <exception cref="InvalidOperationException">A system that was asked for cannot run here.</exception>
    public async Task<PeersReport> RunAsync()
    {
        if (options.Transport != EchoTransport.WebSocket)
            throw new FormatException("peers compares over WebSockets, which all but one of the systems have.");
        DateTimeOffset startedAt = time.GetUtcNow();
        IReadOnlyList<IPeerSystem> systems = await PrepareAsync();
        List<PeerFacts> facts = [];
        foreach (IPeerSystem system in systems) facts.Add(await system.ReadFactsAsync());
        PeersTable.Write(facts, output);

        IReadOnlyList<CallsRun> runs = await new CallsTurns(options, output).RunAsync(
            [.. systems.Select(system => (system.Name, system.Program))]);
        var report = PeersReport.Of(startedAt, options, facts, runs);
        PeersTable.Write(report, output);
        return report;
    }

    private async Task<IReadOnlyList<IPeerSystem>> PrepareAsync()
    {
        List<IPeerSystem> systems = [];
        foreach (string name in options.Systems)
        {
            IPeerSystem system = known.Single(each => each.Name == name);
            if (await system.FindLackAsync() is { } lack)
            {
                if (options.SystemsAreChosen) throw new InvalidOperationException(lack);
                await output.WriteLineAsync($"{lack} It is left out.");
                continue;
            }

            await system.PrepareAsync();
            systems.Add(system);
        }

        return systems;
    }
}
