using System.Diagnostics;
using PeerRpc.Benchmarks.Processes;

namespace PeerRpc.Benchmarks.Scenarios.Crowds;

/// <summary>One that tells thousands the same, next to a relay that forwards one frame to each of them.</summary>
/// <remarks>
/// 1. Each turn starts fresh processes: the broker, the sender, and as many as it takes for the members. 2. What the
/// broker uses while the members are idle is measured first: it keeps using that. 3. The sender tells the group
/// something, one or several times at once, and again when every member has been told as often, and not before its
/// time: so both systems do the same work, nothing is dropped, and nobody waits for a member that is slow. 4. The rest
/// of the broker's processor time is divided by the copies that members have got.
/// </remarks>
internal sealed class GroupsScenario(BenchmarkOptions options, TimeProvider time, TextWriter output)
{
    private const double SettlingSeconds = 4;

    // As long as it takes until every idle member has been pinged once.
    private const double IdleSeconds = 12.5;

    // With one message at a time both systems get as many a second: what each costs depends on how long it is since the
    // last one, and the faster system would have the shorter pauses. The other load shows how many they can carry.
    private static readonly GroupsLoad[] Loads =
        [new GroupsLoad(Burst: 1, SecondsBetween: 0.4), new GroupsLoad(Burst: 16, SecondsBetween: 0)];

    private int _told;

    /// <summary>Measures and prints; gives back everything for the JSON file.</summary>
    public async Task<GroupsReport> RunAsync()
    {
        DateTimeOffset startedAt = time.GetUtcNow();
        List<GroupsRun> runs = [];
        for (int pair = 1; pair <= options.Pairs; pair++)
        {
            foreach (string system in options.Systems) await TakeTurnAsync(pair, system, runs);
        }

        var report = GroupsReport.Of(startedAt, options, runs);
        GroupsTable.Write(report, output);
        return report;
    }

    private async Task TakeTurnAsync(int pair, string system, List<GroupsRun> runs)
    {
        int members = options.Crowd.Members;
        _told = 0;
        await using CrowdProcesses processes = await CrowdProcesses.StartAsync(system, members + 1);
        await processes.AddAsync(CrowdGroup.Caller, 1);
        await processes.AddAsync(
            CrowdGroup.Crowd, (members + options.Crowd.PeersPerProcess - 1) / options.Crowd.PeersPerProcess);
        await processes.JoinAsync(CrowdGroup.Caller, 0, 1);
        await processes.JoinAsync(CrowdGroup.Crowd, 1, members);
        await processes.JoinGroupAsync(CrowdGroup.Crowd);
        await Task.Delay(TimeSpan.FromSeconds(SettlingSeconds), time);
        double idleCores = await processes.MeasureIdleAsync(TimeSpan.FromSeconds(IdleSeconds), time);
        foreach (GroupsLoad load in Loads) await TellAsync(processes, load, options.Warmup / Loads.Length);
        foreach (GroupsLoad load in Loads)
        {
            CrowdUse before = processes.ReadUse();
            (int messages, double seconds) = await TellAsync(processes, load, options.Seconds);
            CrowdUse use = processes.ReadUse().Since(before);
            var run = new GroupsRun(
                pair, system, load.Burst, members, messages, seconds, use.BrokerSeconds, idleCores,
                use.Of(CrowdGroup.Crowd), use.OtherCores(seconds));
            runs.Add(run);
            await output.WriteLineAsync(GroupsTable.LineOf(run));
        }
    }

    private async Task<(int Messages, double Seconds)> TellAsync(
        CrowdProcesses processes, GroupsLoad load, double seconds)
    {
        int first = _told;
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds)
        {
            await processes.TellAsync(
                CrowdGroup.Caller, load.Burst, CrowdGroup.Crowd, options.Crowd.Members, _told);
            _told += load.Burst;
            int rounds = (_told - first) / load.Burst;
            TimeSpan early = TimeSpan.FromSeconds(rounds * load.SecondsBetween) - Stopwatch.GetElapsedTime(start);
            if (early > TimeSpan.Zero) await Task.Delay(early, time);
        }

        return (_told - first, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }
}
