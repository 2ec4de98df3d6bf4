namespace PeerRpc.Integration.Behaviours;

/// <summary>Calls that go to any of the peers that can.</summary>
public abstract class AnyPeers<TTransport> : Outage<TTransport>
    where TTransport : ITestTransport, new()
{
    private const string Skill = "jobs";

    private static readonly PeerProfile Skilled = new() { Capabilities = [Skill] };

    [Fact]
    public async Task RoundRobin_OverPeersThatCan_TakesTurns()
    {
        Jobs[] jobs = [new("a"), new("b"), new("c")];
        foreach (Jobs one in jobs)
            await WorkerAsync(one);
        var other = new Jobs("other");
        await ServeAsync<IJobs>(other, "other");
        PeerClient client = await ConnectAsync();
        await KnowsAsync(client, 3);
        IJobs any = client.AnyPeer(Skill).RoundRobin().Controller<IJobs>();

        for (int i = 0; i < 30; i++)
            await any.Do("x").WithinLimitAsync();

        Assert.Equal([10, 10, 10], jobs.Select(one => one.Begun));
        Assert.Equal(0, other.Begun);
    }

    [Fact]
    public async Task LeastInFlight_WithABusyPeer_CallsTheOthers()
    {
        var held = new Gate();
        var busy = new Signal<string>();
        Jobs[] jobs = [.. "abc".Select(letter => new Jobs($"{letter}", async (job, _) =>
        {
            if (job == "hold")
            {
                busy.Set($"{letter}");
                await held.WaitAsync();
            }
        }))];
        foreach (Jobs one in jobs)
            await WorkerAsync(one);
        PeerClient client = await ConnectAsync();
        await KnowsAsync(client, 3);
        IJobs any = client.AnyPeer(new PeerFilter { Capability = Skill }).Controller<IJobs>();

        Task<string> holding = any.Do("hold");
        string name = await busy.WaitAsync();
        for (int i = 0; i < 20; i++)
            Assert.NotEqual(name, await any.Do("x").WithinLimitAsync());
        held.Open();

        Assert.Equal(name, await holding.WithinLimitAsync());
        Assert.All(jobs, one => Assert.InRange(one.Begun, one.Name == name ? 1 : 5, one.Name == name ? 1 : 15));
    }

    [Fact]
    public async Task Sticky_ByKey_StaysWithItsPeerWhileThatLives()
    {
        List<PeerClient> workers = [];
        foreach (string name in (string[])["a", "b", "c"])
            workers.Add(await WorkerAsync(new Jobs(name)));
        PeerClient client = await ConnectAsync();
        await KnowsAsync(client, 3);
        string[] keys = [.. Enumerable.Range(0, 60).Select(i => $"key {i}")];
        string[] before = await AskAsync();
        Assert.Equal(3, before.Distinct().Count());
        Assert.Equal(before, await AskAsync());

        workers.Add(await WorkerAsync(new Jobs("d")));
        await KnowsAsync(client, 4);
        Assert.Equal(before, await AskAsync());
        await workers[0].UnregisterPeerAsync("a").WithinLimitAsync();
        await KnowsAsync(client, 3);
        string[] after = await AskAsync();

        Assert.DoesNotContain("a", after);
        Assert.All(
            before.Zip(after).Where(pair => pair.First != "a"), pair => Assert.Equal(pair.First, pair.Second));
        Assert.Equal(after, await AskAsync());

        Task<string[]> AskAsync() => Task.WhenAll(
            keys.Select(key => client.AnyPeer(Skill).StickyTo(key).Controller<IJobs>().Do(key))).WithinLimitAsync();
    }

    [Theory]
    [InlineData(PeerErrorCode.ResourceExhausted)]
    [InlineData(PeerErrorCode.Unavailable)]
    [InlineData(PeerErrorCode.PermissionDenied)]
    public async Task Refusal_ByOnePeer_MovesTheCallToTheNext(PeerErrorCode code)
    {
        int refused = 0;
        await WorkerAsync(new Jobs("a"), options => options.IncomingFilters.Add(new IncomingFilter((_, _) =>
        {
            Interlocked.Increment(ref refused);
            throw new PeerRpcException(code, "Not now.");
        })));
        await WorkerAsync(new Jobs("b"));
        PeerClient client = await ConnectAsync();
        await KnowsAsync(client, 2);
        IJobs any = client.AnyPeer(Skill).Controller<IJobs>();

        string[] done = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => any.Do("x"))).WithinLimitAsync();
        await any.Post("posted").WithinLimitAsync();

        Assert.All(done, name => Assert.Equal("b", name));
        Assert.InRange(refused, 1, 50);
    }

    [Fact]
    public async Task Peer_ThatDoesNotServeTheController_IsPassedOver()
    {
        PeerClient idle = await ConnectAsync("a");
        await idle.Directory.PublishAsync(Skilled).WithinLimitAsync();
        var jobs = new Jobs("b");
        await WorkerAsync(jobs);
        PeerClient client = await ConnectAsync();
        await KnowsAsync(client, 2);
        IJobs any = client.AnyPeer(Skill).RoundRobin().Controller<IJobs>();

        for (int i = 0; i < 10; i++)
            Assert.Equal("b", await any.Do("x").WithinLimitAsync());
        idle.RegisterController<IJobs>(new Jobs("a"));
        await client.AnyPeer(new PeerFilter { IdPrefix = "nobody" }).Controller<IJobs>().Do("x")
            .FailsAsync(PeerErrorCode.PeerNotFound, Executed.No);

        Assert.Equal(10, jobs.Begun);
    }

    [Fact]
    public async Task Call_ThatNobodyServes_FailsAsAtASinglePeer()
    {
        foreach (string id in (string[])["a", "b"])
            await (await ConnectAsync(id)).Directory.PublishAsync(Skilled).WithinLimitAsync();
        PeerClient client = await ConnectAsync();
        await KnowsAsync(client, 2);
        IJobs any = client.AnyPeer(Skill).Controller<IJobs>();

        await any.Do("x").FailsAsync(PeerErrorCode.ControllerNotFound, Executed.No);
        await any.Do("x").FailsAsync(PeerErrorCode.ControllerNotFound, Executed.No);
    }

    [Fact]
    public async Task Call_ThatIsInvalid_IsNotTriedElsewhere()
    {
        Jobs[] jobs = [new("a"), new("b")];
        foreach (Jobs one in jobs)
            await WorkerAsync(one);
        IJobs any = (await ConnectAsync()).AnyPeer(Skill).Controller<IJobs>();

        await any.Check(77).FailsAsync(PeerErrorCode.InvalidArgument, Executed.No);

        Assert.Equal(5, await any.Check(5).WithinLimitAsync());
        Assert.Equal(1, jobs.Sum(one => one.Begun));
    }

    [Fact]
    public async Task Peer_WithAsManyCallsAsItRuns_IsPassedOver()
    {
        var held = new Gate();
        var full = new Jobs("a", (job, _) => job == "hold" ? held.WaitAsync() : Task.CompletedTask);
        await WorkerAsync(full, options => options.MaxCallsPerLink = 1);
        PeerClient client = await ConnectAsync();
        await KnowsAsync(client, 1);
        IJobs any = client.AnyPeer(Skill).RoundRobin().Controller<IJobs>();
        Assert.Equal("a", await any.Do("x").WithinLimitAsync());
        await WorkerAsync(new Jobs("b"));
        await KnowsAsync(client, 2);

        Task<string>[] holding = [any.Do("hold"), any.Do("hold")];
        for (int i = 0; i < 10; i++)
            Assert.Equal("b", await any.Do("x").WithinLimitAsync());
        held.Open();

        Assert.Equal(["a", "b"], (await Task.WhenAll(holding).WithinLimitAsync()).Order());
    }

    [Fact]
    public async Task Streams_OneWayAndStreamArguments_GoToOnePeer()
    {
        var jobs = new Jobs("a");
        await WorkerAsync(jobs);
        IJobs any = (await ConnectAsync()).AnyPeer(Skill).Controller<IJobs>();

        Assert.Equal(["a 0", "a 1"], await any.Steps(2).ToArrayAsync().AsTask().WithinLimitAsync());
        Assert.Equal("a 6", await any.Read(AsyncEnumerable.Range(1, 3)).WithinLimitAsync());
        await any.Post("job").WithinLimitAsync();
        Assert.Equal("job", await jobs.Posted.WaitAsync());
    }

    [Fact]
    public async Task Filter_OfTheCaller_SeesThePeerThatWasChosen()
    {
        List<string> seen = [];
        await WorkerAsync(new Jobs("a"));
        PeerClient client = await ConnectAsync(null, options => options.OutgoingFilters.Add(
            new OutgoingFilter(async (context, next) =>
            {
                await next();
                seen.Add($"{context.TargetId} {context.Method} {context.Result}");
            })));

        await client.AnyPeer(Skill).Controller<IJobs>().Do("x").WithinLimitAsync();

        Assert.Equal(["a Do a"], seen);
    }

    [Fact]
    public async Task Call_WithinAnotherOne_InheritsItsDeadline()
    {
        await WorkerAsync(new Jobs("worker", (_, token) => Task.Delay(Timeout.Infinite, token)));
        PeerClient middle = await ConnectAsync();
        IJobs any = middle.AnyPeer(Skill).Controller<IJobs>();
        var inner = new Signal<Exception?>();
        middle.RegisterController<IProbe>(new Probe(async (text, _, _) =>
        {
            inner.Set(await Record.ExceptionAsync(() => any.Do(text, CancellationToken.None)));
            return "done";
        }));
        await middle.RegisterAsPeerAsync("middle").WithinLimitAsync();
        IProbe probe = (await ConnectAsync()).Peer("middle").WithDeadline(TimeSpan.FromMilliseconds(300))
            .Controller<IProbe>();

        // Which of the two deadlines is noticed first does not matter here.
        await Record.ExceptionAsync(() => probe.Ask("x").WithinLimitAsync());

        Assert.IsType<PeerDeadlineExceededException>(await inner.WaitAsync());
    }

    /// <summary>Connects a peer that says that it can do jobs.</summary>
    private async Task<PeerClient> WorkerAsync(Jobs jobs, Action<PeerClientOptions>? configure = null)
    {
        PeerClient client = await ConnectAsync(null, configure);
        client.RegisterController<IJobs>(jobs);
        await client.Directory.PublishAsync(Skilled).WithinLimitAsync();
        await client.RegisterAsPeerAsync(jobs.Name).WithinLimitAsync();
        return client;
    }

    /// <summary>Ends when the client's calls are shared out among so many peers.</summary>
    private static Task KnowsAsync(PeerClient client, int peers) => client.KnowsAsync(Skill, peers);
}
