using System.Collections.Concurrent;
using PeerRpc.Integration.Behaviours;
using PeerRpc.TestPeer;

namespace PeerRpc.Integration.Processes;

/// <summary>Calls to any worker, while one worker after another is killed and replaced.</summary>
public sealed class KilledWorkers
{
    private const int Workers = 4;
    private const int Kills = 4;
    private const int Callers = 16;

    [Fact]
    public async Task DuringCallsThatMayRunTwice_NoneFails()
    {
        await using Workforce workers = await Workforce.StartAsync("ws", Workers);
        await using PeerClient client = await PeerClient.ConnectAsync(workers.Broker).WithinLimitAsync();
        await client.KnowsAsync("labour", Workers);
        ILabour any = client.AnyPeer("labour").Controller<ILabour>();
        var done = new ConcurrentDictionary<int, string>();

        await CallAsync(workers, async job => done[job] = await any.DoAgain(job).WithinLimitAsync());

        ILookup<int, string> begun = workers.ReadLogs();
        Assert.All(done, job => Assert.Contains(job.Value, begun[job.Key]));
        Assert.Superset(workers.Killed.ToHashSet(), done.Values.ToHashSet());
        Assert.Contains(begun, job => job.Count() > 1);
    }

    [Fact]
    public async Task DuringCallsThatMustNotRunTwice_OnlyThoseFailThatWereUnderWayThere()
    {
        await using Workforce workers = await Workforce.StartAsync("tcp", Workers);
        await using PeerClient client = await PeerClient.ConnectAsync(workers.Broker).WithinLimitAsync();
        await client.KnowsAsync("labour", Workers);
        ILabour any = client.AnyPeer("labour").Controller<ILabour>();
        var done = new ConcurrentDictionary<int, string>();
        var failed = new ConcurrentDictionary<int, PeerRpcException>();

        await CallAsync(workers, async job =>
        {
            try
            {
                done[job] = await any.Do(job).WithinLimitAsync();
            }
            catch (PeerRpcException failure)
            {
                failed[job] = failure;
            }
        });

        ILookup<int, string> begun = workers.ReadLogs();
        Assert.All(begun, job => Assert.Single(job));
        Assert.All(done, job => Assert.Equal(job.Value, Assert.Single(begun[job.Key])));
        Assert.InRange(failed.Count, 1, Kills * Callers);
        Assert.All(failed, job =>
        {
            Assert.Equal((PeerErrorCode.PeerGone, Executed.Maybe), (job.Value.Code, job.Value.Executed));
            string worker = Assert.Single(
                workers.Killed, id => job.Value.Message.Contains($"'{id}'", StringComparison.Ordinal));
            Assert.All(begun[job.Key], id => Assert.Equal(worker, id));
        });
    }

    // Numbers the calls, and makes them one after another in several places until enough workers have been killed.
    private static async Task CallAsync(Workforce workers, Func<int, Task> call)
    {
        int last = 0;
        using var over = new CancellationTokenSource();
        Task[] callers = [.. Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            while (!over.IsCancellationRequested)
                await call(Interlocked.Increment(ref last));
        }))];
        try
        {
            await workers.LoseAsync(Kills);
        }
        finally
        {
            await over.CancelAsync();
        }
        await Task.WhenAll(callers).WithinLimitAsync();
    }
}
