namespace PeerRpc.Integration.Behaviours;

/// <summary>Cancellations and departures in the middle of many calls: each of them has one outcome.</summary>
public abstract class Storms<TTransport> : Conformance<TTransport>
    where TTransport : ITestTransport, new()
{
    [Fact]
    public async Task Cancelled_CallsAmongMany_LeaveTheOthersAndTheLimitAsTheyAre()
    {
        const int Limit = 16;
        int running = 0;
        int tooMany = 0;
        await ServeAsync<IProbe>(
            new Probe(async (text, _, _) =>
            {
                if (Interlocked.Increment(ref running) > Limit)
                    Interlocked.Increment(ref tooMany);
                await Task.Yield();
                Interlocked.Decrement(ref running);
                return text;
            }),
            configure: o => o.MaxCallsPerLink = Limit);
        IProbe probe = await CallerAsync<IProbe>();

        for (int round = 0; round < 20; round++)
        {
            using var source = new CancellationTokenSource();
            Task<string>[] doomed = [.. Enumerable.Range(0, 100).Select(_ => probe.Ask("doomed", null, source.Token))];
            Task<string>[] others = [.. Enumerable.Range(0, 100).Select(i => probe.Ask($"{i}"))];
            await source.CancelAsync();
            Assert.Equal(Enumerable.Range(0, 100).Select(i => $"{i}"), await Task.WhenAll(others).WithinLimitAsync());
            foreach (Task<string> call in doomed)
                await HasEndedAsync(call);
        }

        Assert.Equal(0, tooMany);
        Assert.Equal("still", await probe.Ask("still").WithinLimitAsync());
    }

    [Fact]
    public async Task Callee_ThatLeavesAmongMany_GivesEachCallOneOutcome()
    {
        var half = new CountdownSignal(500);
        PeerClient callee = await ServeAsync<IProbe>(new Probe(async (text, _, _) =>
        {
            half.Count();
            await Task.Yield();
            return text;
        }));
        IProbe probe = await CallerAsync<IProbe>();
        Task<string>[] calls = [.. Enumerable.Range(0, 2_000).Select(i => probe.Ask($"{i}"))];
        await half.WaitAsync();

        await callee.DisposeAsync().WithinLimitAsync();

        foreach (Task<string> call in calls)
            await HasEndedAsync(call, PeerErrorCode.PeerGone, PeerErrorCode.Unavailable, PeerErrorCode.PeerNotFound);
    }

    [Fact]
    public async Task Caller_ThatLeavesAmongMany_GivesEachCallOneOutcomeAndLeavesTheCalleeServing()
    {
        var half = new CountdownSignal(500);
        await ServeAsync<IProbe>(new Probe(async (text, _, _) =>
        {
            half.Count();
            await Task.Yield();
            return text;
        }));
        PeerClient client = await ConnectAsync();
        IProbe probe = client.Peer("callee").Controller<IProbe>();
        Task<string>[] calls = [.. Enumerable.Range(0, 2_000).Select(i => probe.Ask($"{i}"))];
        await half.WaitAsync();

        await client.DisposeAsync().WithinLimitAsync();

        foreach (Task<string> call in calls)
            await HasEndedAsync(call, PeerErrorCode.ConnectionLost, PeerErrorCode.Unavailable);
        Assert.Equal("x", await (await CallerAsync<IProbe>()).Ask("x").WithinLimitAsync());
    }

    [Fact]
    public async Task Callers_ThatLeaveWhileTheyAreAnswered_LeaveTheCalleeConnected()
    {
        PeerClient callee = await ServeAsync<IShapes>(new Shapes(slow: true));
        IShapes staying = await CallerAsync<IShapes>();
        for (int i = 0; i < 30; i++)
        {
            PeerClient leaving = await ConnectAsync();
            IShapes shapes = leaving.Peer("callee").Controller<IShapes>();
            Task<int>[] calls = [.. Enumerable.Range(0, 300).Select(j => shapes.Add(j, 1))];
            await calls[0].WithinLimitAsync();
            await leaving.DisposeAsync().WithinLimitAsync();

            Assert.Equal(i, await staying.Add(i, 0).WithinLimitAsync());
            await Task.WhenAll(calls).ContinueWith(_ => { }, TaskScheduler.Default).WithinLimitAsync();
        }
        Assert.False(callee.Closed.IsCompleted);
    }

    [Fact]
    public async Task Ids_GivenUpWhileTheyAreCalled_LeaveTheirCallersConnected()
    {
        PeerClient callee = await ServeAsync<IShapes>(new Shapes(slow: true));
        PeerClient client = await ConnectAsync();
        for (int i = 0; i < 30; i++)
        {
            await callee.RegisterAsPeerAsync("passing").WithinLimitAsync();
            IShapes passing = client.Peer("passing").Controller<IShapes>();
            Task<int>[] calls = [.. Enumerable.Range(0, 300).Select(j => passing.Add(j, 1))];
            // Not its result: the end of the link before may still be on its way, and then the call is told by it.
            await Task.WhenAny(calls).WithinLimitAsync();
            await callee.UnregisterPeerAsync("passing").WithinLimitAsync();
            await Task.WhenAll(calls).ContinueWith(_ => { }, TaskScheduler.Default).WithinLimitAsync();
        }

        Assert.Equal(3, await client.Peer("callee").Controller<IShapes>().Add(1, 2).WithinLimitAsync());
        Assert.False(callee.Closed.IsCompleted);
        Assert.False(client.Closed.IsCompleted);
    }

    [Fact]
    public async Task Method_ThatReturnsAfterItsCallerHasLeft_DisturbsNobody()
    {
        var entered = new Gate();
        var end = new Gate();
        var ended = new Gate();
        await ServeAsync<IProbe>(new Probe(async (text, _, _) =>
        {
            if (text != "wait")
                return text;
            entered.Open();
            await end.WaitAsync();
            ended.Open();
            return new string('x', 100_000);
        }));
        PeerClient leaving = await ConnectAsync();
        Task<string> lost = leaving.Peer("callee").Controller<IProbe>().Ask("wait");
        await entered.WaitAsync();
        await leaving.DisposeAsync().WithinLimitAsync();
        await lost.FailsAsync(PeerErrorCode.ConnectionLost, Executed.Maybe);

        end.Open();
        await ended.WaitAsync();

        Assert.Equal("x", await (await CallerAsync<IProbe>()).Ask("x").WithinLimitAsync());
    }

    [Fact]
    public async Task Controller_ThatBlocksOnACallback_IsAnsweredAllTheSame()
    {
        PeerClient callee = await ConnectAsync("callee");
        callee.RegisterController<IProbe>(Probe.Handling((text, call) =>
        {
            Task<string> back = callee.Peer(call.CallerId!).Controller<IProbe>().Ask(text);
            back.Wait(WaitExtensions.Limit);
            return back;
        }));
        PeerClient caller = await ServeAsync<IProbe>(new Probe(), "caller");

        IProbe probe = caller.Peer("callee").Controller<IProbe>();

        string[] answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => probe.Ask($"{i}")))
            .WithinLimitAsync();

        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"{i}"), answers);
    }

    [Fact]
    public async Task Routes_AboveTheLimit_AreRefusedAndLeaveTheOthers()
    {
        await StartBrokerAsync(o => o.MaxRoutesPerConnection = 4);
        var end = new Gate();
        IProbe[] probes = await ServeManyAsync(5, async text =>
        {
            if (text == "wait")
                await end.WaitAsync();
            return text;
        });
        Task<string>[] running = [.. probes.Take(4).Select(probe => probe.Ask("wait"))];

        await probes[4].Ask("x").FailsAsync(PeerErrorCode.ResourceExhausted, Executed.No);

        for (int i = 0; i < 4; i++)
            Assert.Equal("y", await probes[i].Ask("y").WithinLimitAsync());
        end.Open();
        await Task.WhenAll(running).WithinLimitAsync();
        Assert.Equal("z", await probes[4].Ask("z").WithinLimitAsync());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(32)]
    public async Task Peers_MoreThanThereAreRoutes_CanBeCalledOneAfterAnother(int routes)
    {
        await StartBrokerAsync(o =>
        {
            o.MaxRoutesPerConnection = routes;
            o.MaxPeerIdsPerClient = 64;
        });
        IProbe[] probes = await ServeManyAsync(60, Task.FromResult);

        for (int round = 0; round < 2; round++)
        {
            foreach (IProbe probe in probes)
                Assert.Equal("x", await probe.Ask("x").WithinLimitAsync());
        }
    }

    private async Task<IProbe[]> ServeManyAsync(int count, Func<string, Task<string>> ask)
    {
        PeerClient callee = await ServeAsync<IProbe>(new Probe((text, _, _) => ask(text)), "id0");
        for (int i = 1; i < count; i++)
            await callee.RegisterAsPeerAsync($"id{i}").WithinLimitAsync();
        PeerClient client = await ConnectAsync();
        return [.. Enumerable.Range(0, count).Select(i => client.Peer($"id{i}").Controller<IProbe>())];
    }

    // It has a result, or was cancelled, or failed with one of the codes: never with anything else.
    private static async Task HasEndedAsync(Task<string> call, params PeerErrorCode[] codes)
    {
        try
        {
            await call.WithinLimitAsync();
        }
        catch (PeerCallCanceledException) when (codes.Length == 0)
        {
            Assert.True(call.IsFaulted || call.IsCanceled);
        }
        catch (PeerRpcException failure)
        {
            Assert.Contains(failure.Code, codes);
        }
    }
}
