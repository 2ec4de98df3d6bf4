using System.Diagnostics;
using PeerRpc.Benchmarks.Processes;

namespace PeerRpc.Benchmarks.Scenarios.Crowds;

/// <summary>One that tells thousands the same, next to a relay that forwards one frame to each of them.</summary>
/// <remarks>
/// 1. Each turn starts fresh processes: the broker, the sender, and as many as it takes for the members. 2. The sender
/// tells the group something, one or several times at once, and again when every member has been told as often: so
/// both systems do the same work, nothing is dropped, and nobody waits for a member that is slow. 3. The processor time
/// of the broker is divided by the copies that members have got.
/// </remarks>
internal sealed class GroupsScenario(BenchmarkOptions options, TimeProvider time, TextWriter output)
{
    private const double SettlingSeconds = 4;
    private static readonly int[] Bursts = [1, 16];
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
        foreach (int burst in Bursts) await TellAsync(processes, burst, options.Warmup / Bursts.Length);
        foreach (int burst in Bursts)
        {
            CrowdUse before = processes.ReadUse();
            (int messages, double seconds) = await TellAsync(processes, burst, options.Seconds);
            CrowdUse use = processes.ReadUse().Since(before);
            double copies = (double)messages * members;
            var run = new GroupsRun(
                pair, system, burst, members, messages, seconds, PerCopy(use.BrokerSeconds),
                PerCopy(use.Of(CrowdGroup.Crowd)), use.OtherCores(seconds));
            runs.Add(run);
            await output.WriteLineAsync(GroupsTable.LineOf(run));

            double PerCopy(double used) => TimeSpan.FromSeconds(used).TotalMicroseconds / copies;
        }
    }

    private async Task<(int Messages, double Seconds)> TellAsync(CrowdProcesses processes, int burst, double seconds)
    {
        int first = _told;
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds)
        {
            await processes.TellAsync(
                CrowdGroup.Caller, burst, CrowdGroup.Crowd, options.Crowd.Members, _told);
            _told += burst;
        }

        return (_told - first, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }
}
