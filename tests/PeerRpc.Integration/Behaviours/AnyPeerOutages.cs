namespace PeerRpc.Integration.Behaviours;

/// <summary>Calls to any of several peers, some of which fail.</summary>
public abstract class AnyPeerOutages<TTransport> : Outage<TTransport>
    where TTransport : ITestTransport, new()
{
    private const string Skill = "jobs";

    [Fact]
    public async Task Peer_ThatReconnects_IsPassedOverUntilItIsBack()
    {
        await BeginAsync(LongWindow);
        var cable = new Cable(() => Broker);
        await WorkerAsync(new Jobs("a"), cable);
        PeerClient b = await WorkerAsync(new Jobs("b"));
        PeerClient client = await ConnectAsync();
        await client.KnowsAsync(Skill, 2);
        IJobs any = client.AnyPeer(Skill).RoundRobin().Controller<IJobs>();

        cable.Pull();
        await client.UntilAsync(
            Skill, members => members.Any(member => member is { Id: "a", State: PeerState.Reconnecting }));
        for (int i = 0; i < 10; i++)
            Assert.Equal("b", await any.Do("x").WithinLimitAsync());
        await b.UnregisterPeerAsync("b").WithinLimitAsync();
        await client.UntilAsync(Skill, members => members.Count == 1);
        Task<string> waiting = any.Do("y");
        cable.Plug();

        Assert.Equal("a", await waiting.WithinLimitAsync());
    }

    [Fact]
    public async Task Call_ThatMayHaveRun_FailsUnlessItsMethodIsIdempotent()
    {
        await BeginAsync(ShortWindow);
        var cable = new Cable(() => Broker);
        var begun = new CountdownSignal(2);
        await WorkerAsync(
            new Jobs("a", (_, token) =>
            {
                begun.Count();
                return Task.Delay(Timeout.Infinite, token);
            }),
            cable);
        PeerClient client = await ConnectAsync();
        await client.KnowsAsync(Skill, 1);
        IJobs any = client.AnyPeer(Skill).Controller<IJobs>();
        Task<string> once = any.Do("x");
        Task<string> again = any.DoAgain("x");
        await begun.WaitAsync();
        await WorkerAsync(new Jobs("b"));
        await client.KnowsAsync(Skill, 2);

        cable.Pull();

        await once.FailsAsync(PeerErrorCode.PeerGone, Executed.Maybe);
        Assert.Equal("b", await again.WithinLimitAsync());
    }

    [Fact]
    public async Task Call_WithoutAnyPeer_FailsAtOnceOrWaitsForOne()
    {
        await BeginAsync(LongWindow);
        PeerClient client = await ConnectAsync();
        AnyPeer any = client.AnyPeer(Skill);

        PeerRpcException none =
            await any.Controller<IJobs>().Do("x").FailsAsync(PeerErrorCode.PeerNotFound, Executed.No);
        Assert.Contains("filter", none.Message, StringComparison.Ordinal);
        PeerRpcException late = await Assert.ThrowsAsync<PeerDeadlineExceededException>(
            () => any.WaitForPeer().WithDeadline(TimeSpan.FromMilliseconds(200)).Controller<IJobs>().Do("x"));
        Assert.Equal(Executed.No, late.Executed);
        using var stop = new CancellationTokenSource();
        Task<string> cancelled = any.WaitForPeer().Controller<IJobs>().Do("x", stop.Token);
        Task<string> waiting = any.WaitForPeer().Controller<IJobs>().Do("x");
        await stop.CancelAsync();
        await cancelled.IsCancelledAsync(Executed.No);
        Assert.False(waiting.IsCompleted);
        await WorkerAsync(new Jobs("a"));

        Assert.Equal("a", await waiting.WithinLimitAsync());
    }

    [Fact]
    public async Task Calls_OverABrokersRestart_GoOn()
    {
        await BeginAsync(LongWindow);
        await WorkerAsync(new Jobs("a"), new Cable(() => Broker));
        await WorkerAsync(new Jobs("b"), new Cable(() => Broker));
        PeerClient client = await ConnectAsync(null, Over(new Cable(() => Broker)));
        await client.KnowsAsync(Skill, 2);
        IJobs any = client.AnyPeer(Skill).RoundRobin().Controller<IJobs>();
        Assert.NotNull(await any.Do("x").WithinLimitAsync());

        await RestartBrokerAsync();
        // Who is back first does them all.
        string[] done = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => any.Do("x"))).WithinLimitAsync();
        await client.KnowsAsync(Skill, 2);
        string[] next = [await any.Do("y").WithinLimitAsync(), await any.Do("y").WithinLimitAsync()];

        Assert.All(done, name => Assert.True(name is "a" or "b"));
        Assert.Equal(["a", "b"], next.Order());
    }

    [Fact]
    public async Task Client_ThatIsDisposed_EndsWhatWaits()
    {
        await BeginAsync(LongWindow);
        PeerClient client = await ConnectAsync();
        await client.KnowsAsync(Skill, 0);
        IJobs any = client.AnyPeer(Skill).WaitForPeer().Controller<IJobs>();
        Task<string> waiting = any.Do("x");

        await client.DisposeAsync().WithinLimitAsync();

        await waiting.FailsAsync(PeerErrorCode.Unavailable, Executed.No);
        await any.Do("x").FailsAsync(PeerErrorCode.Unavailable, Executed.No);
    }

    // Workers of different speed. Each second or so one crashes for good, and another one comes in its place. Not before
    // the last one is known to be gone: a call that meets three crashes, one after another, fails.
    [Fact]
    public async Task Workers_OfWhichOneCrashesEachSecond_LoseNoCall()
    {
        await BeginAsync(ShortWindow);
        Queue<(string Name, Cable Cable)> crew = [];
        int made = 0;
        for (int i = 0; i < 8; i++)
            await HireAsync(i);
        PeerClient client = await ConnectAsync();
        await client.KnowsAsync(Skill, 8);
        IJobs any = client.AnyPeer(Skill).Controller<IJobs>();
        using var over = new CancellationTokenSource();

        Task<int>[] callers = [.. Enumerable.Range(0, 32).Select(_ => CallAsync())];
        for (int i = 0; i < 5; i++)
        {
            (string name, Cable cable) = crew.Dequeue();
            cable.Pull();
            await HireAsync(i);
            await client.UntilAsync(Skill, members => members.All(member => member.Id != name));
            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }
        await over.CancelAsync();
        int[] done = await Task.WhenAll(callers).WithinLimitAsync();

        Assert.All(done, calls => Assert.True(calls > 0));

        async Task HireAsync(int speed)
        {
            string name = $"worker{made++}";
            var cable = new Cable(() => Broker);
            crew.Enqueue((name, cable));
            await WorkerAsync(new Jobs(name, (_, token) => Task.Delay(2 + (3 * speed), token)), cable);
        }

        async Task<int> CallAsync()
        {
            int calls = 0;
            for (; !over.IsCancellationRequested; calls++)
                await any.DoAgain("x").WithinLimitAsync();
            return calls;
        }
    }

    private Task BeginAsync(TimeSpan window) => StartBrokerAsync(options =>
    {
        options.ResumeWindow = window;
        options.PingAfter = TimeSpan.FromSeconds(1);
        options.DeadAfter = TimeSpan.FromSeconds(4);
    });

    private async Task<PeerClient> WorkerAsync(Jobs jobs, Cable? cable = null)
    {
        PeerClient client = await ConnectAsync(null, cable is null ? null : Over(cable));
        client.RegisterController<IJobs>(jobs);
        await client.Directory.PublishAsync(new PeerProfile { Capabilities = [Skill] }).WithinLimitAsync();
        await client.RegisterAsPeerAsync(jobs.Name).WithinLimitAsync();
        return client;
    }
}
