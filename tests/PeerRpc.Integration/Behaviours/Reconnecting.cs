namespace PeerRpc.Integration.Behaviours;

/// <summary>What a client shows of its connection, and with what it comes back.</summary>
public abstract class Reconnecting<TTransport> : Outage<TTransport>
    where TTransport : ITestTransport, new()
{
    [Fact]
    public async Task Changes_OfTheConnection_AreSeenInTheirOrder()
    {
        IProbe probe = await StartAsync<IProbe>(new Probe());
        var changes = new Recorder<PeerConnectionChange>();
        Caller.ConnectionChanges.Subscribe(changes);
        Assert.Equal(PeerConnectionState.Connected, Assert.Single(changes.Items).State);

        CallerCable.Cut();
        await probe.Ask("x").WithinLimitAsync();
        await Caller.DisposeAsync().WithinLimitAsync();

        Assert.Null(await changes.EndAsync());
        PeerConnectionState[] states = [.. changes.Items.Select(change => change.State)];
        Assert.Equal(
            [PeerConnectionState.Connected, PeerConnectionState.Reconnecting, PeerConnectionState.Connected,
                PeerConnectionState.Closed],
            states.Where((state, i) => i == 0 || states[i - 1] != state));
        Assert.All(changes.Items, change => Assert.NotEmpty(change.Reason));
        Assert.Equal(PeerConnectionState.Closed, Caller.ConnectionState);
    }

    [Fact]
    public async Task Token_ThatHasExpired_IsAskedForAgainUntilItIsAccepted()
    {
        string[] tokens = ["ann", "nobody", "nobody", "ann"];
        int asked = 0;
        await StartBrokerAsync(options => options.ResumeWindow = LongWindow);
        var entered = new Gate();
        var end = new Gate();
        await ServeAsync<IProbe>(new Probe(async (text, call, _) =>
        {
            entered.Open();
            await end.WaitAsync();
            return call.Caller.Identity?.Name ?? "";
        }));
        var cable = new Cable(() => Broker);
        PeerClient client = await ConnectAsync("ann", Over(cable, options =>
            options.AccessToken = _ => new(tokens[Math.Min(Interlocked.Increment(ref asked), tokens.Length) - 1])));
        Task<string> call = client.Peer("callee").Controller<IProbe>().Ask("x");
        await entered.WaitAsync();

        cable.Cut();
        end.Open();

        // The link resumes, because it is the same principal that comes back.
        Assert.Equal("ann", await call.WithinLimitAsync());
        Assert.Equal(tokens.Length, asked);
    }

    [Fact]
    public async Task Token_OfSomebodyElse_ResumesNothing()
    {
        int asked = 0;
        await StartBrokerAsync(options => options.ResumeWindow = LongWindow);
        var entered = new Gate();
        var end = new Gate();
        await ServeAsync<IProbe>(new Probe(async (text, call, _) =>
        {
            if (text == "x")
            {
                entered.Open();
                await end.WaitAsync();
            }
            return call.Caller.Identity?.Name ?? "";
        }));
        var cable = new Cable(() => Broker);
        PeerClient client = await ConnectAsync(null, Over(cable, options =>
            options.AccessToken = _ => new(Interlocked.Increment(ref asked) == 1 ? "ann" : "bob")));
        IProbe probe = client.Peer("callee").Controller<IProbe>();
        Task<string> call = probe.Ask("x");
        await entered.WaitAsync();

        cable.Cut();

        await call.FailsAsync(PeerErrorCode.PeerGone, Executed.Maybe);
        Assert.Equal("bob", await probe.Ask("y").WithinLimitAsync());
        end.Open();
    }

    [Fact]
    public async Task Broker_ThatDrainsAndComesBack_LosesNoCall()
    {
        var entered = new Gate();
        var end = new Gate();
        await StartBrokerAsync(options =>
        {
            options.ResumeWindow = LongWindow;
            options.DrainGrace = TimeSpan.FromMilliseconds(500);
        });
        await ServeAsync<IProbe>(new Probe(async (text, _, _) =>
        {
            if (text == "x")
            {
                entered.Open();
                await end.WaitAsync();
            }
            return text;
        }), configure: Over(new Cable(() => Broker)));
        PeerClient client = await ConnectAsync("caller", Over(new Cable(() => Broker)));
        IProbe probe = client.Peer("callee").Controller<IProbe>();
        Task<string> running = probe.Ask("x");
        await entered.WaitAsync();

        Task restart = RestartBrokerAsync();
        Task<string>[] meanwhile = [.. Enumerable.Range(0, 10).Select(i => probe.Ask($"{i}"))];
        await restart;
        end.Open();

        Assert.Equal("x", await running.WithinLimitAsync());
        for (int i = 0; i < meanwhile.Length; i++)
            Assert.Equal($"{i}", await meanwhile[i].WithinLimitAsync());
    }

    [Fact]
    public async Task Client_ThatGivesUp_IsClosed()
    {
        await StartBrokerAsync(options => options.ResumeWindow = ShortWindow);
        await ServeAsync<IProbe>(new Probe());
        var cable = new Cable(() => Broker);
        PeerClient client = await ConnectAsync("caller", Over(cable, o => o.GiveUpAfter = TimeSpan.Zero));
        var changes = new Recorder<PeerConnectionChange>();
        client.ConnectionChanges.Subscribe(changes);
        IProbe probe = client.Peer("callee").Controller<IProbe>();
        await probe.Ask("x").WithinLimitAsync();

        cable.Pull();

        await client.Closed.WithinLimitAsync();
        Assert.Null(await changes.EndAsync());
        Assert.Equal(PeerConnectionState.Closed, client.ConnectionState);
        await probe.Ask("y").FailsAsync(PeerErrorCode.Unavailable, Executed.No);
    }

    [Fact]
    public async Task Client_DisposedWhileAway_EndsItsCalls()
    {
        var entered = new Gate();
        var end = new Gate();
        IProbe probe = await StartAsync<IProbe>(new Probe(async (_, _, _) =>
        {
            entered.Open();
            await end.WaitAsync();
            return "";
        }));
        Task<string> sent = probe.Ask("x");
        await entered.WaitAsync();
        CallerCable.Pull();
        await IsAsync(Caller, PeerConnectionState.Reconnecting);
        Task<string> waiting = probe.Ask("y");

        await Caller.DisposeAsync().WithinLimitAsync();

        await sent.FailsAsync(PeerErrorCode.ConnectionLost, Executed.Maybe);
        await waiting.FailsAsync(PeerErrorCode.Unavailable, Executed.No);
        Assert.True(Caller.Closed.IsCompleted);
        end.Open();
    }
}
