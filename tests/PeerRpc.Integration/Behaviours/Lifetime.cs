namespace PeerRpc.Integration.Behaviours;

/// <summary>Callers, callees and brokers that go away.</summary>
public abstract class Lifetime<TTransport> : Conformance<TTransport>
    where TTransport : ITestTransport, new()
{
    private readonly Gate _entered = new();
    private readonly Gate _end = new();

    [Fact]
    public async Task Callee_ThatLeavesDuringACall_IsGone()
    {
        PeerClient callee = await ServeAsync<IProbe>(Waiting());
        IProbe probe = await CallerAsync<IProbe>();
        Task<string> call = probe.Ask("x");
        await _entered.WaitAsync();

        await callee.DisposeAsync().WithinLimitAsync();

        PeerRpcException failure = await call.FailsAsync(PeerErrorCode.PeerGone, Executed.Maybe);
        Assert.IsType<PeerGoneException>(failure);
        Assert.NotEmpty(failure.CorrelationId);
        await probe.Ask("x").FailsAsync(PeerErrorCode.PeerNotFound, Executed.No);
        _end.Open();
    }

    [Fact]
    public async Task Callee_ThatLeaves_EndsWaitingCallsAsNotRun()
    {
        PeerClient callee = await ServeAsync<IProbe>(Waiting(), configure: o => o.MaxCallsPerLink = 1);
        IProbe probe = await CallerAsync<IProbe>();
        Task<string> running = probe.Ask("x");
        await _entered.WaitAsync();
        Task<string> waiting = probe.Ask("y");

        await callee.DisposeAsync().WithinLimitAsync();

        await running.FailsAsync(PeerErrorCode.PeerGone, Executed.Maybe);
        await waiting.FailsAsync(PeerErrorCode.Unavailable, Executed.No);
        _end.Open();
    }

    [Fact]
    public async Task Callee_ThatComesBack_IsReachedThroughTheSameProxy()
    {
        PeerClient first = await ServeAsync<IProbe>(Probe.Doing(() => Task.FromResult("first")));
        IProbe probe = await CallerAsync<IProbe>();
        Assert.Equal("first", await probe.Ask("x").WithinLimitAsync());

        await first.DisposeAsync().WithinLimitAsync();
        await ServeAsync<IProbe>(Probe.Doing(() => Task.FromResult("second")));

        // The end of the first link may still be on its way.
        string answer;
        try
        {
            answer = await probe.Ask("x").WithinLimitAsync();
        }
        catch (PeerGoneException)
        {
            answer = await probe.Ask("x").WithinLimitAsync();
        }
        Assert.Equal("second", answer);
    }

    [Fact]
    public async Task Caller_Disposed_FailsItsOwnCalls()
    {
        await ServeAsync<IProbe>(Waiting());
        PeerClient client = await ConnectAsync();
        IProbe probe = client.Peer("callee").Controller<IProbe>();
        Task<string> call = probe.Ask("x");
        await _entered.WaitAsync();

        await client.DisposeAsync().WithinLimitAsync();

        await call.FailsAsync(PeerErrorCode.ConnectionLost, Executed.Maybe, PeerErrorOrigin.Caller);
        await probe.Ask("y").FailsAsync(PeerErrorCode.Unavailable, Executed.No);
        await client.Closed.WithinLimitAsync();
        await client.DisposeAsync().WithinLimitAsync();
        _end.Open();
    }

    [Fact]
    public async Task Callee_Disposed_FailsWhatItCallsItself()
    {
        var outcome = new Signal<Task<string>>();
        await ServeAsync<IProbe>(Waiting(), "leaf");
        PeerClient middle = await ConnectAsync("middle");
        middle.RegisterController<IProbe>(Probe.Handling((text, _) =>
        {
            Task<string> nested = middle.Peer("leaf").Controller<IProbe>().Ask(text);
            outcome.Set(nested);
            return nested;
        }));
        Task<string> call = (await CallerAsync<IProbe>("middle")).Ask("x");
        await _entered.WaitAsync();

        await middle.DisposeAsync().WithinLimitAsync();

        await (await outcome.WaitAsync()).FailsAsync(PeerErrorCode.ConnectionLost, Executed.Maybe);
        await call.FailsAsync(PeerErrorCode.PeerGone, Executed.Maybe);
        _end.Open();
    }

    [Fact]
    public async Task Broker_Stopped_LosesWhatWasSentAndRefusesTheRest()
    {
        await ServeAsync<IProbe>(Waiting(), configure: o => o.MaxCallsPerLink = 1);
        PeerClient client = await ConnectAsync();
        IProbe probe = client.Peer("callee").Controller<IProbe>();
        Task<string> running = probe.Ask("running");
        await _entered.WaitAsync();
        Task<string> waiting = probe.Ask("waiting");

        await Broker.StopAsync().WithinLimitAsync();

        await running.FailsAsync(PeerErrorCode.ConnectionLost, Executed.Maybe);
        await waiting.FailsAsync(PeerErrorCode.Unavailable, Executed.No);
        await probe.Ask("late").FailsAsync(PeerErrorCode.Unavailable, Executed.No);
        await client.RegisterAsPeerAsync("late").FailsAsync(PeerErrorCode.Unavailable, Executed.No);
        _end.Open();
    }

    [Fact]
    public async Task Broker_Stopped_RefusesNewConnections()
    {
        await StartBrokerAsync();
        await Broker.StopAsync().WithinLimitAsync();

        PeerRpcException failure = await Assert.ThrowsAsync<PeerRpcException>(() => ConnectAsync());

        Assert.Equal((PeerErrorCode.Unavailable, Executed.No), (failure.Code, failure.Executed));
    }

    [Fact]
    public async Task Clients_ThatComeAndGo_LeaveTheCalleeServing()
    {
        await ServeAsync<IProbe>(new Probe());
        for (int i = 0; i < 50; i++)
        {
            PeerClient client = await ConnectAsync($"caller{i % 3}");
            Assert.Equal("x", await client.Peer("callee").Controller<IProbe>().Ask("x").WithinLimitAsync());
            await client.DisposeAsync().WithinLimitAsync();
        }
    }

    private Probe Waiting() => Probe.Doing(async () =>
    {
        _entered.Open();
        await _end.WaitAsync();
        return "";
    });
}
