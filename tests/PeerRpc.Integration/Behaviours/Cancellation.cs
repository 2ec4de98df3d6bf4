namespace PeerRpc.Integration.Behaviours;

/// <summary>A caller that no longer wants the answer.</summary>
public abstract class Cancellation<TTransport> : Conformance<TTransport>
    where TTransport : ITestTransport, new()
{
    private readonly Signal<CancellationToken> _entered = new();
    private readonly Gate _end = new();

    [Fact]
    public async Task Token_FiredBeforeTheCall_SendsNothing()
    {
        var probe = new Probe();
        await ServeAsync<IProbe>(probe);
        IProbe caller = await CallerAsync<IProbe>();

        await caller.Ask("x", null, new CancellationToken(canceled: true)).IsCancelledAsync(Executed.No);

        await caller.Ask("y").WithinLimitAsync();
        Assert.Equal(1, probe.Entered);
    }

    [Fact]
    public async Task Token_FiredDuringTheCall_EndsItAtOnceAndFiresTheCallees()
    {
        await ServeAsync<IProbe>(Waiting());
        IProbe caller = await CallerAsync<IProbe>();
        using var source = new CancellationTokenSource();
        Task<string> call = caller.Ask("x", null, source.Token);
        CancellationToken callees = await _entered.WaitAsync();

        await source.CancelAsync();

        PeerCallCanceledException failure = await call.IsCancelledAsync(Executed.Maybe);
        Assert.Equal(source.Token, failure.CancellationToken);
        Assert.NotEmpty(failure.CorrelationId);
        await callees.FiredAsync();
        _end.Open();
    }

    [Fact]
    public async Task Token_OfPeerCall_FiresLikeTheParameter()
    {
        var entered = new Signal<PeerCall>();
        await ServeAsync<IProbe>(Probe.Handling(async (_, call) =>
        {
            entered.Set(call);
            await _end.WaitAsync();
            return "";
        }));
        IProbe caller = await CallerAsync<IProbe>();
        using var source = new CancellationTokenSource();
        Task<string> call = caller.Ask("x", null, source.Token);
        PeerCall served = await entered.WaitAsync();

        await source.CancelAsync();

        await call.IsCancelledAsync(Executed.Maybe);
        await served.CancellationToken.FiredAsync();
        _end.Open();
    }

    [Fact]
    public async Task Token_AfterTheAnswer_ChangesNothing()
    {
        await ServeAsync<IProbe>(new Probe());
        IProbe caller = await CallerAsync<IProbe>();
        using var source = new CancellationTokenSource();
        Task<string> call = caller.Ask("x", null, source.Token);
        Assert.Equal("x", await call.WithinLimitAsync());

        await source.CancelAsync();

        Assert.Equal("x", await call);
        Assert.Equal("y", await caller.Ask("y").WithinLimitAsync());
    }

    [Fact]
    public async Task Token_OfACallThatWaitsForItsTurn_KeepsItFromRunning()
    {
        Probe probe = Waiting();
        await ServeAsync<IProbe>(probe, configure: o => o.MaxCallsPerLink = 1);
        IProbe caller = await CallerAsync<IProbe>();
        Task<string> running = caller.Ask("first");
        await _entered.WaitAsync();
        using var source = new CancellationTokenSource();
        Task<string> waiting = caller.Ask("second", null, source.Token);

        await source.CancelAsync();

        await waiting.IsCancelledAsync(Executed.No);
        _end.Open();
        Assert.Equal("first", await running.WithinLimitAsync());
        Assert.Equal("third", await caller.Ask("third").WithinLimitAsync());
        Assert.Equal(2, probe.Entered);
    }

    [Fact]
    public async Task Token_OfALargeCallThatWaitsForItsTurn_KeepsItFromRunning()
    {
        Probe probe = Waiting();
        await ServeAsync<IProbe>(probe, configure: o => o.MaxCallsPerLink = 1);
        IProbe caller = await CallerAsync<IProbe>();
        Task<string> running = caller.Ask("first");
        await _entered.WaitAsync();
        using var source = new CancellationTokenSource();
        Task<string> waiting = caller.Ask(new string('x', 1024 * 1024), null, source.Token);

        await source.CancelAsync();

        await waiting.IsCancelledAsync(Executed.No);
        _end.Open();
        await running.WithinLimitAsync();
        Assert.Equal("third", await caller.Ask("third").WithinLimitAsync());
        Assert.Equal(2, probe.Entered);
    }

    [Fact]
    public async Task Cancelled_Call_KeepsItsPlaceUntilTheMethodReturns()
    {
        Probe probe = Waiting();
        await ServeAsync<IProbe>(probe, configure: o => o.MaxCallsPerLink = 1);
        IProbe caller = await CallerAsync<IProbe>();
        using var source = new CancellationTokenSource();
        Task<string> cancelled = caller.Ask("first", null, source.Token);
        CancellationToken callees = await _entered.WaitAsync();
        await source.CancelAsync();
        await cancelled.IsCancelledAsync(Executed.Maybe);
        await callees.FiredAsync();

        Task<string> next = caller.Ask("next");

        Assert.Equal(1, probe.Entered);
        _end.Open();
        Assert.Equal("next", await next.WithinLimitAsync());
    }

    [Fact]
    public async Task Caller_ThatLeaves_FiresTheCalleesToken()
    {
        await ServeAsync<IProbe>(Waiting());
        PeerClient client = await ConnectAsync();
        Task<string> call = client.Peer("callee").Controller<IProbe>().Ask("x");
        CancellationToken callees = await _entered.WaitAsync();

        await client.DisposeAsync().WithinLimitAsync();

        await callees.FiredAsync();
        await call.FailsAsync(PeerErrorCode.ConnectionLost, Executed.Maybe);
        _end.Open();
    }

    [Fact]
    public async Task Nested_CallOfACancelledOne_IsCancelledThroughTheToken()
    {
        await ServeAsync<IProbe>(Waiting(), "leaf");
        PeerClient middle = await ConnectAsync("middle");
        middle.RegisterController<IProbe>(new Probe((text, _, token) =>
            middle.Peer("leaf").Controller<IProbe>().Ask(text, null, token)));
        IProbe caller = await CallerAsync<IProbe>("middle");
        using var source = new CancellationTokenSource();
        Task<string> call = caller.Ask("x", null, source.Token);
        CancellationToken leafs = await _entered.WaitAsync();

        await source.CancelAsync();

        await call.IsCancelledAsync(Executed.Maybe);
        await leafs.FiredAsync();
        _end.Open();
    }

    // Does not end by its token, so that a test can tell the caller's end from the method's.
    private Probe Waiting() => new(async (text, _, token) =>
    {
        _entered.Set(token);
        await _end.WaitAsync();
        return text;
    });
}
