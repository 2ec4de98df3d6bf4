using System.Collections.Concurrent;
using PeerRpc.TestPeer;

namespace PeerRpc.Integration.Processes;

/// <summary>A broker that is killed, and one that starts at the same port and knows of nobody.</summary>
public sealed class RestartedBroker
{
    private const int Rounds = 3;

    [Theory]
    [InlineData("ws")]
    [InlineData("tcp")]
    public async Task Calls_MadeAllTheTime_CompleteAndRunOnce(string transport)
    {
        ChildProcess broker = await TestProcesses.StartLastingBrokerAsync(transport);
        var ran = new ConcurrentDictionary<string, int>();
        await using PeerClient callee = await ConnectAsync(broker.Report);
        callee.RegisterController<IProbe>(new Probe((text, _, _) =>
        {
            ran.AddOrUpdate(text, 1, (_, count) => count + 1);
            return Task.FromResult(text);
        }));
        await callee.RegisterAsPeerAsync("callee").WithinLimitAsync();
        await using PeerClient caller = await ConnectAsync(broker.Report);
        IProbe probe = caller.Peer("callee").Controller<IProbe>();
        int made = 0;
        using var stop = new CancellationTokenSource();
        Task[] callers = [.. Enumerable.Range(0, 4).Select(_ => CallAsync())];

        for (int round = 0; round < Rounds; round++)
        {
            await broker.KillAsync();
            await using ChildProcess old = broker;
            broker = await TestProcesses.StartLastingBrokerAsync(transport, old.Report);
            Assert.Equal("back", (await probe.Ask($"back {round}").WithinLimitAsync())[..4]);
        }
        await stop.CancelAsync();
        foreach (Task calling in callers)
            await calling.WithinLimitAsync();

        await broker.DisposeAsync();
        Assert.Equal(made + Rounds, ran.Count);
        Assert.All(ran.Values, count => Assert.Equal(1, count));

        async Task CallAsync()
        {
            while (!stop.IsCancellationRequested)
            {
                string text = $"{Interlocked.Increment(ref made)}";
                Assert.Equal(text, await probe.Ask(text).WithinLimitAsync());
            }
        }
    }

    [Theory]
    [InlineData("ws")]
    [InlineData("tcp")]
    public async Task Stream_OfAnotherProcess_GoesOnWithoutAGap(string transport)
    {
        const int Count = 3_000;
        await using ChildProcess broker = await TestProcesses.StartLastingBrokerAsync(transport);
        await using PeerClient source = await ConnectAsync(broker.Report);
        var items = new SlowSource(Count);
        source.RegisterController<IWorkSource>(new Source(items));
        await source.RegisterAsPeerAsync("source").WithinLimitAsync();
        await using PeerClient reader = await ConnectAsync(broker.Report);
        var seen = new Recorder<int>();
        Task reading = seen.ReadAsync(reader.Peer("source").Controller<IWorkSource>().Items());
        await items.PausedAsync();

        await broker.KillAsync();
        await using ChildProcess next = await TestProcesses.StartLastingBrokerAsync(transport, broker.Report);
        items.GoOn();

        await reading.WithinLimitAsync();
        Assert.Null(await seen.EndAsync());
        Assert.Equal(Enumerable.Range(0, Count), seen.Items);
    }

    // What is away comes back at once: no time is to be measured here.
    private static Task<PeerClient> ConnectAsync(string broker) => PeerClient.ConnectAsync(broker, options =>
    {
        options.ReconnectDelay = TimeSpan.FromMilliseconds(50);
        options.MaxReconnectDelay = TimeSpan.FromMilliseconds(500);
    }).WithinLimitAsync();

    private sealed class Source(SlowSource items) : IWorkSource
    {
        public IAsyncEnumerable<int> Items(CancellationToken cancellationToken) => items.Items(cancellationToken);
    }
}
