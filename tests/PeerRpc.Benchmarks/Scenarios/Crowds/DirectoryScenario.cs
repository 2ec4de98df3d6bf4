using System.Globalization;
using PeerRpc.Benchmarks.Crowds;
using PeerRpc.Benchmarks.Echo;
using PeerRpc.Benchmarks.Limits;
using PeerRpc.Benchmarks.Measurement;
using PeerRpc.Benchmarks.Processes;
using PeerRpc.Benchmarks.Watching;

namespace PeerRpc.Benchmarks.Scenarios.Crowds;

/// <summary>A directory of many peers: how long a full view of it takes, and a change to many watchers.</summary>
/// <remarks>
/// 1. Each turn starts fresh processes: the broker, the peers, and one with the watchers. 2. One client lists all
/// peers, and begins to watch them. 3. All watchers follow one peer, which then changes what it says of itself again and
/// again, each time after a silence. All clocks are those of one process.
/// </remarks>
internal sealed class DirectoryScenario(BenchmarkOptions options, TimeProvider time, TextWriter output)
{
    private const int JoiningAtATime = 64;
    private const int Changes = 20;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Measures and prints; gives back everything for the JSON file.</summary>
    public async Task<DirectoryReport> RunAsync()
    {
        DateTimeOffset startedAt = time.GetUtcNow();
        List<DirectoryRun> runs = [];
        for (int pair = 1; pair <= options.Pairs; pair++)
        {
            DirectoryRun run = await TakeTurnAsync(pair);
            await output.WriteLineAsync(DirectoryTable.LineOf(run));
            runs.Add(run);
        }

        var report = new DirectoryReport(startedAt, options, MachineFacts.Read(), runs);
        DirectoryTable.Write(report, output);
        return report;
    }

    private async Task<DirectoryRun> TakeTurnAsync(int pair)
    {
        CrowdOptions crowd = options.Crowd;
        OpenFileLimit.Require(crowd.Peers + crowd.Chatting);
        string system = options.Systems[0];
        await using CrowdProcesses peers = await CrowdProcesses.StartAsync(system, crowd.Peers + crowd.Chatting);
        await peers.AddAsync(CrowdGroup.Crowd, CrowdShares.ProcessesFor(crowd));
        await peers.JoinAsync(CrowdGroup.Crowd, 0, crowd.Peers);
        var role = new RoleAssignment(Workload.Watch, system, EchoRole.Callee, EchoTransport.WebSocket, null);
        await using ChildProcess watchers = await ChildProcess.StartAsync(role, new OwnProgram());
        await AskAsync(watchers, string.Create(
            CultureInfo.InvariantCulture,
            $"{WatchCommand.Join} {peers.Addresses[0]} {crowd.Chatting} {JoiningAtATime}"));
        // The first time everything is compiled; what a user waits for is any other time.
        await AskAsync(watchers, WatchCommand.List);
        await AskAsync(watchers, WatchCommand.View);
        ResidentReading alone = await peers.ReadBrokerAsync();
        SpanResult listed = await AskAsync(watchers, WatchCommand.List);
        SpanResult viewed = await AskAsync(watchers, WatchCommand.View);
        SpanResult watched = await AskAsync(watchers, WatchCommand.Follow);
        await ChangeAsync(watchers, Changes);
        CrowdUse before = peers.ReadUse();
        TimeSpan watchersBefore = watchers.ReadProcessorTime();
        long start = time.GetTimestamp();
        DeltaResult deltas = await ChangeAsync(watchers, Changes);
        double seconds = time.GetElapsedTime(start).TotalSeconds;
        CrowdUse use = peers.ReadUse().Since(before);
        double watching = (watchers.ReadProcessorTime() - watchersBefore).TotalSeconds;
        double perDelta = TimeSpan.FromSeconds(use.BrokerSeconds).TotalMicroseconds / deltas.Count;
        return new DirectoryRun(
            pair, listed, viewed, watched, deltas, perDelta, alone, await peers.ReadBrokerAsync(),
            use.OtherCores(seconds) - (watching / seconds));
    }

    private static Task<SpanResult> AskAsync(ChildProcess child, string command) =>
        child.AskAsync(command, RoleJson.Default.SpanResult, Limit);

    private static Task<DeltaResult> ChangeAsync(ChildProcess child, int times) => child.AskAsync(
        string.Create(CultureInfo.InvariantCulture, $"{WatchCommand.Change} {times}"), RoleJson.Default.DeltaResult,
        Limit);
}
