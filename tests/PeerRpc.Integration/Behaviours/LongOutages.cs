namespace PeerRpc.Integration.Behaviours;

/// <summary>What becomes of calls and streams when somebody stays away for longer than the window.</summary>
public abstract class LongOutages<TTransport> : Outage<TTransport>
    where TTransport : ITestTransport, new()
{
    private readonly Gate _end = new();

    [Fact]
    public async Task Caller_WithoutAConnection_IsToldThatItIsLost()
    {
        var entered = new Gate();
        IProbe probe = await StartAsync<IProbe>(Waiting(entered), ShortWindow);
        Task<string> sent = probe.Ask("x");
        await entered.WaitAsync();
        CallerCable.Pull();
        await IsAsync(Caller, PeerConnectionState.Reconnecting);
        Task<string> waiting = probe.Ask("y");

        await sent.FailsAsync(PeerErrorCode.ConnectionLost, Executed.Maybe, PeerErrorOrigin.Caller);
        await waiting.FailsAsync(PeerErrorCode.Unavailable, Executed.No);
        // From then on nobody waits any more, until there is a connection.
        await probe.Ask("z").FailsAsync(PeerErrorCode.Unavailable, Executed.No);
        _end.Open();
        CallerCable.Plug();
        await IsAsync(Caller, PeerConnectionState.Connected);
        Assert.Equal("again", await probe.Ask("again").WithinLimitAsync());
    }

    [Fact]
    public async Task Callee_ThatDoesNotComeBack_IsGone()
    {
        var entered = new Gate();
        IProbe probe = await StartAsync<IProbe>(Waiting(entered), ShortWindow);
        Task<string> sent = probe.Ask("x");
        await entered.WaitAsync();
        CalleeCable.Pull();
        await IsAsync(Callee, PeerConnectionState.Reconnecting);

        await sent.FailsAsync(PeerErrorCode.PeerGone, Executed.Maybe);
        await probe.Ask("z").FailsAsync(PeerErrorCode.PeerNotFound, Executed.No);
        _end.Open();
        CalleeCable.Plug();
        await IsAsync(Callee, PeerConnectionState.Connected);
        await UntilRegisteredAsync();
        Assert.Equal("again", await probe.Ask("again").WithinLimitAsync());
    }

    [Fact]
    public async Task Callee_WhoseCallerDoesNotComeBack_StopsWhatItRunsForIt()
    {
        var entered = new Signal<CancellationToken>();
        IProbe probe = await StartAsync<IProbe>(
            new Probe(async (_, _, token) =>
            {
                entered.Set(token);
                await _end.WaitAsync();
                return "";
            }),
            ShortWindow);
        Task<string> call = probe.Ask("x");
        CancellationToken token = await entered.WaitAsync();

        CallerCable.Pull();

        await token.FiredAsync();
        await call.FailsAsync(PeerErrorCode.ConnectionLost, Executed.Maybe);
        _end.Open();
    }

    [Theory]
    [InlineData(StreamForm.Enumerable, true)]
    [InlineData(StreamForm.Observable, true)]
    [InlineData(StreamForm.Enumerable, false)]
    [InlineData(StreamForm.ObservableInTask, false)]
    public async Task Streams_EndOnBothSides(StreamForm form, bool callerIsAway)
    {
        var producer = new Producer(3);
        IFlows flows = await StartAsync<IFlows>(new Flows(producer.Items), ShortWindow);
        var third = new CountdownSignal(3);
        var seen = new Recorder<int>(_ => third.Count());
        using IDisposable reading = await flows.ReadAsync(form, seen);
        await third.WaitAsync();

        (callerIsAway ? CallerCable : CalleeCable).Pull();

        var failure = Assert.IsAssignableFrom<PeerRpcException>(await seen.EndAsync());
        PeerErrorCode code = callerIsAway ? PeerErrorCode.ConnectionLost : PeerErrorCode.PeerGone;
        Assert.Equal((code, Executed.Yes), (failure.Code, failure.Executed));
        Assert.Equal([0, 1, 2], seen.Items);
        await producer.Stopped.WaitAsync();
    }

    [Fact]
    public async Task Callee_ThatStartsAnew_IsGoneAtOnceAndServesTheNextCall()
    {
        var entered = new Gate();
        IProbe probe = await StartAsync<IProbe>(Waiting(entered));
        Task<string> sent = probe.Ask("x");
        await entered.WaitAsync();
        CalleeCable.Pull();
        await IsAsync(Callee, PeerConnectionState.Reconnecting);
        // The broker forgets whom the id was kept for, and another process of the callee's gets it.
        await RestartBrokerAsync();
        await ServeAsync<IProbe>(Probe.Doing(() => Task.FromResult("new")));

        await sent.FailsAsync(PeerErrorCode.PeerGone, Executed.Maybe);
        Assert.Equal("new", await probe.Ask("y").WithinLimitAsync());
        _end.Open();
    }

    [Fact]
    public async Task Window_OfZero_ResumesNothing()
    {
        var entered = new Gate();
        IProbe probe = await StartAsync<IProbe>(Waiting(entered), TimeSpan.Zero);
        Task<string> sent = probe.Ask("x");
        await entered.WaitAsync();

        CallerCable.Cut();

        await sent.FailsAsync(PeerErrorCode.ConnectionLost, Executed.Maybe);
        _end.Open();
        await IsAsync(Caller, PeerConnectionState.Connected);
    }

    // The id may still be on its way to the broker.
    private async Task UntilRegisteredAsync()
    {
        var registered = new Gate();
        Task registering = Callee.RegisterAsPeerAsync("callee").ContinueWith(
            _ => registered.Open(), TaskScheduler.Default);
        await registered.WaitAsync();
        await registering.WithinLimitAsync();
    }

    private Probe Waiting(Gate entered) => new(async (text, _, _) =>
    {
        if (text != "x")
            return text;
        entered.Open();
        await _end.WaitAsync();
        return text;
    });
}
