using System.Collections.Concurrent;

namespace PeerRpc.Integration.Behaviours;

/// <summary>Calls whose caller, callee or broker is away for a moment.</summary>
public abstract class Resuming<TTransport> : Outage<TTransport>
    where TTransport : ITestTransport, new()
{
    private readonly ConcurrentDictionary<string, int> _ran = new();
    private readonly Gate _end = new();

    [Theory]
    [InlineData(Broken.Broker)]
    [InlineData(Broken.Caller)]
    [InlineData(Broken.Callee)]
    [InlineData(Broken.Both)]
    public async Task Calls_ThatRunMeanwhile_CompleteAndRanOnce(Broken broken)
    {
        const int Calls = 50;
        var entered = new CountdownSignal(Calls);
        IProbe probe = await StartAsync<IProbe>(new Probe(async (text, _, _) =>
        {
            Count(text);
            entered.Count();
            await _end.WaitAsync();
            return text;
        }));
        Task<string>[] calls = [.. Enumerable.Range(0, Calls).Select(i => probe.Ask($"{i}"))];
        await entered.WaitAsync();

        await BreakAsync(broken);
        _end.Open();

        for (int i = 0; i < Calls; i++)
            Assert.Equal($"{i}", await calls[i].WithinLimitAsync());
        AllRanOnce(Calls);
    }

    [Theory]
    [InlineData(Broken.Broker)]
    [InlineData(Broken.Caller)]
    [InlineData(Broken.Callee)]
    [InlineData(Broken.Both)]
    public async Task Calls_MadeAllTheTime_CompleteAndRunOnce(Broken broken)
    {
        const int Callers = 4;
        IProbe probe = await StartAsync<IProbe>(Counting());
        // The link is there: whoever calls a peer for the first time while it is away is told that nobody is there.
        await probe.Ask("first").WithinLimitAsync();
        int made = 0;
        using var stop = new CancellationTokenSource();
        Task[] callers = [.. Enumerable.Range(0, Callers).Select(_ => CallAsync())];

        for (int round = 0; round < 4; round++)
        {
            await BreakAsync(broken);
            // Calls go through again, before the next time.
            await probe.Ask($"round {round}").WithinLimitAsync();
        }
        await stop.CancelAsync();
        foreach (Task caller in callers)
            await caller.WithinLimitAsync();

        AllRanOnce(made + 5);

        async Task CallAsync()
        {
            while (!stop.IsCancellationRequested)
            {
                string text = $"{Interlocked.Increment(ref made)}";
                Assert.Equal(text, await probe.Ask(text).WithinLimitAsync());
            }
        }
    }

    [Fact]
    public async Task Calls_MadeWithoutAConnection_WaitAndGoThroughInTheirOrder()
    {
        const int Calls = 20;
        var order = new ConcurrentQueue<string>();
        IProbe probe = await StartAsync<IProbe>(new Probe((text, _, _) =>
        {
            order.Enqueue(text);
            return Task.FromResult(text);
        }));
        await probe.Ask("first").WithinLimitAsync();
        CallerCable.Pull();
        await IsAsync(Caller, PeerConnectionState.Reconnecting);
        Task<string>[] calls = [.. Enumerable.Range(0, Calls).Select(i => probe.Ask($"{i}"))];
        Assert.DoesNotContain(calls, call => call.IsCompleted);

        CallerCable.Plug();

        foreach (Task<string> call in calls)
            await call.WithinLimitAsync();
        Assert.Equal(["first", .. Enumerable.Range(0, Calls).Select(i => $"{i}")], order);
    }

    [Fact]
    public async Task FirstCall_WithoutAConnection_WaitsAndGoesThrough()
    {
        IProbe probe = await StartAsync<IProbe>(Counting());
        CallerCable.Pull();
        await IsAsync(Caller, PeerConnectionState.Reconnecting);
        Task<string> call = probe.Ask("x");

        CallerCable.Plug();

        Assert.Equal("x", await call.WithinLimitAsync());
    }

    [Fact]
    public async Task Calls_OfACalleeThatIsAway_WaitForIt()
    {
        IProbe probe = await StartAsync<IProbe>(Counting());
        await probe.Ask("0").WithinLimitAsync();
        CalleeCable.Pull();
        await IsAsync(Callee, PeerConnectionState.Reconnecting);
        Task<string>[] calls = [.. Enumerable.Range(1, 20).Select(i => probe.Ask($"{i}"))];

        CalleeCable.Plug();

        foreach (Task<string> call in calls)
            await call.WithinLimitAsync();
        AllRanOnce(21);
    }

    [Theory]
    [InlineData(Broken.Broker)]
    [InlineData(Broken.Caller)]
    [InlineData(Broken.Callee)]
    public async Task OneWayCalls_Interrupted_ArriveOnceAndInTheirOrder(Broken broken)
    {
        const int Calls = 300;
        var order = new ConcurrentQueue<string>();
        var all = new CountdownSignal(Calls);
        INote note = await StartAsync<INote>(new Note(text =>
        {
            order.Enqueue(text);
            all.Count();
            return Task.CompletedTask;
        }));

        for (int i = 0; i < Calls; i++)
        {
            if (i % 100 == 50)
                await BreakAsync(broken);
            if (i % 2 == 0)
                note.Report($"{i}");
            else
                await note.Post($"{i}").WithinLimitAsync();
        }

        await all.WaitAsync();
        Assert.Equal(Enumerable.Range(0, Calls).Select(i => $"{i}"), order);
    }

    [Theory]
    [InlineData(Broken.Broker)]
    [InlineData(Broken.Caller)]
    [InlineData(Broken.Callee)]
    public async Task LargeCalls_Interrupted_AreWhole(Broken broken)
    {
        IFiles files = await StartAsync<IFiles>(new Files());
        // The link is there, as above.
        await files.Measure("first").WithinLimitAsync();
        byte[][] contents = [.. Enumerable.Range(0, 6).Select(i => Bytes.Make(700_000 + i, i))];
        Task<byte[]>[] calls = [.. contents.Select(files.Mirror)];

        for (int i = 0; i < 3; i++)
            await BreakAsync(broken);

        for (int i = 0; i < calls.Length; i++)
            Assert.Equal(contents[i], await calls[i].WithinLimitAsync());
    }

    [Fact]
    public async Task Broker_Restarted_KnowsTheIdsAgain()
    {
        IProbe probe = await StartAsync<IProbe>(Counting());
        await Callee.RegisterAsPeerAsync("callee.too").WithinLimitAsync();
        await probe.Ask("0").WithinLimitAsync();

        await RestartBrokerAsync();

        await probe.Ask("1").WithinLimitAsync();
        await Caller.Peer("callee.too").Controller<IProbe>().Ask("2").WithinLimitAsync();
        Assert.Equal(["callee", "callee.too"], Callee.PeerIds);
        // Somebody who has lost nothing finds them, and cannot have them.
        PeerClient other = await ConnectAsync();
        await other.Peer("callee").Controller<IProbe>().Ask("3").WithinLimitAsync();
        await other.RegisterAsPeerAsync("callee").FailsAsync(PeerErrorCode.PeerIdInUse, Executed.No);
        AllRanOnce(4);
    }

    [Fact]
    public async Task Cancellation_WhileTheConnectionIsAway_ReachesTheCallee()
    {
        var entered = new Signal<CancellationToken>();
        IProbe probe = await StartAsync<IProbe>(new Probe(async (_, _, token) =>
        {
            entered.Set(token);
            await _end.WaitAsync();
            return "";
        }));
        using var source = new CancellationTokenSource();
        Task<string> sent = probe.Ask("x", cancellationToken: source.Token);
        CancellationToken token = await entered.WaitAsync();
        CallerCable.Pull();
        await IsAsync(Caller, PeerConnectionState.Reconnecting);
        Task<string> waiting = probe.Ask("y", cancellationToken: source.Token);

        await source.CancelAsync();

        await sent.IsCancelledAsync(Executed.Maybe);
        await waiting.IsCancelledAsync(Executed.No);
        Assert.False(token.IsCancellationRequested);
        CallerCable.Plug();
        await token.FiredAsync();
        _end.Open();
    }

    [Fact]
    public async Task Deadline_WhileTheConnectionIsAway_EndsTheCalls()
    {
        var entered = new Gate();
        IProbe probe = await StartAsync<IProbe>(new Probe(async (_, _, _) =>
        {
            entered.Open();
            await _end.WaitAsync();
            return "";
        }));
        IProbe hasty = Caller.Peer("callee").WithDeadline(TimeSpan.FromSeconds(2)).Controller<IProbe>();
        Task<string> sent = hasty.Ask("x");
        await entered.WaitAsync();
        CallerCable.Pull();
        await IsAsync(Caller, PeerConnectionState.Reconnecting);

        Task<string> waiting = hasty.Ask("y");

        await sent.FailsAsync(PeerErrorCode.DeadlineExceeded, Executed.Maybe);
        await waiting.FailsAsync(PeerErrorCode.DeadlineExceeded, Executed.No);
        _end.Open();
        CallerCable.Plug();
        await probe.Ask("z").WithinLimitAsync();
    }

    private Probe Counting() => new((text, _, _) =>
    {
        Count(text);
        return Task.FromResult(text);
    });

    private void Count(string text) => _ran.AddOrUpdate(text, 1, (_, count) => count + 1);

    private void AllRanOnce(int calls)
    {
        Assert.Equal(calls, _ran.Count);
        Assert.All(_ran, call => Assert.Equal(1, call.Value));
    }
}
