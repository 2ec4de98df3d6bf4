using PeerRpc.Testing;

namespace PeerRpc.Integration.Behaviours;

/// <summary>Every call ends by its deadline. The clocks are the tests' own, so nothing here depends on the machine.</summary>
public abstract class Deadlines<TTransport> : Conformance<TTransport>
    where TTransport : ITestTransport, new()
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(5);

    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public async Task Default_NotChanged_IsAMinute()
    {
        await ServeAsync<IProbe>(RemainingTime(TimeProvider.System));
        IProbe probe = await CallerAsync<IProbe>();

        TimeSpan remaining = await AskRemainingAsync(probe);

        Assert.InRange(remaining, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(61));
    }

    [Fact]
    public async Task Default_Passed_FailsAndTellsTheCallee()
    {
        var entered = new Signal<CancellationToken>();
        await ServeAsync<IProbe>(Waiting(entered));
        IProbe probe = await CallerAsync<IProbe>(configure: o => SetClock(o, Short));

        Task<string> call = probe.Ask("x");
        CancellationToken token = await entered.WaitAsync();
        _clock.Advance(Short);

        PeerRpcException failure = await call.FailsAsync(
            PeerErrorCode.DeadlineExceeded, Executed.Maybe, PeerErrorOrigin.Caller);
        Assert.IsType<PeerDeadlineExceededException>(failure);
        await token.FiredAsync();
    }

    [Fact]
    public async Task Given_ForOnePeer_PassesBeforeTheDefault()
    {
        var entered = new Signal<CancellationToken>();
        await ServeAsync<IProbe>(Waiting(entered));
        PeerClient client = await ConnectAsync(configure: o => SetClock(o, 2 * Short));

        Task<string> call = client.Peer("callee").WithDeadline(Short).Controller<IProbe>().Ask("x");
        await entered.WaitAsync();
        _clock.Advance(Short - TimeSpan.FromMilliseconds(1));
        Assert.False(call.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        await call.FailsAsync(PeerErrorCode.DeadlineExceeded, Executed.Maybe);
    }

    [Fact]
    public async Task None_Given_IsToldToTheCallee()
    {
        await ServeAsync<IProbe>(Probe.Handling((_, call) => Task.FromResult($"{call.Deadline is null}")));
        PeerClient client = await ConnectAsync();

        IProbe probe = client.Peer("callee").WithDeadline(Timeout.InfiniteTimeSpan).Controller<IProbe>();

        Assert.Equal("True", await probe.Ask("x").WithinLimitAsync());
    }

    [Fact]
    public async Task Passed_OnTheCalleesClock_FiresItsToken()
    {
        var entered = new Signal<CancellationToken>();
        await ServeAsync<IProbe>(Waiting(entered), configure: o => o.TimeProvider = _clock);
        PeerClient client = await ConnectAsync();

        Task<string> call = client.Peer("callee").WithDeadline(TimeSpan.FromSeconds(20)).Controller<IProbe>().Ask("x");
        CancellationToken token = await entered.WaitAsync();
        _clock.Advance(TimeSpan.FromSeconds(20));

        Assert.True(token.IsCancellationRequested);
        await call.FailsAsync(PeerErrorCode.DeadlineExceeded, Executed.Yes, PeerErrorOrigin.CalleeCode);
    }

    [Fact]
    public async Task Passed_WhileTheCallWaits_FailsAndNeverRuns()
    {
        var end = new Gate();
        var entered = new Gate();
        var probe = Probe.Doing(async () =>
        {
            entered.Open();
            await end.WaitAsync();
            return "";
        });
        await ServeAsync<IProbe>(probe, configure: o => o.MaxCallsPerLink = 1);
        PeerClient client = await ConnectAsync(configure: o => o.TimeProvider = _clock);
        Task<string> running = client.Peer("callee").Controller<IProbe>().Ask("x");
        await entered.WaitAsync();

        Task<string> waiting = client.Peer("callee").WithDeadline(Short).Controller<IProbe>().Ask("x");
        _clock.Advance(Short);

        await waiting.FailsAsync(PeerErrorCode.DeadlineExceeded, Executed.No, PeerErrorOrigin.Caller);
        end.Open();
        await running.WithinLimitAsync();
        Assert.Equal(1, probe.Entered);
    }

    [Fact]
    public async Task Nested_WithoutItsOwn_InheritsTheSmaller()
    {
        await ServeAsync<IProbe>(RemainingTime(TimeProvider.System), "leaf");
        PeerClient middle = await ConnectAsync("middle");
        middle.RegisterController<IProbe>(
            Probe.Handling((text, _) => middle.Peer("leaf").Controller<IProbe>().Ask(text)));
        PeerClient client = await ConnectAsync();

        TimeSpan remaining = await AskRemainingAsync(
            client.Peer("middle").WithDeadline(TimeSpan.FromSeconds(30)).Controller<IProbe>());

        Assert.InRange(remaining, TimeSpan.Zero, TimeSpan.FromSeconds(30.5));
    }

    [Fact]
    public async Task Nested_WithASmallerOne_KeepsIt()
    {
        await ServeAsync<IProbe>(RemainingTime(TimeProvider.System), "leaf");
        PeerClient middle = await ConnectAsync("middle");
        middle.RegisterController<IProbe>(Probe.Handling((text, _) =>
            middle.Peer("leaf").WithDeadline(TimeSpan.FromSeconds(20)).Controller<IProbe>().Ask(text)));
        IProbe probe = await CallerAsync<IProbe>("middle");

        Assert.InRange(await AskRemainingAsync(probe), TimeSpan.Zero, TimeSpan.FromSeconds(20.5));
    }

    [Fact]
    public async Task Nested_AfterTheOuterOnePassed_FailsWithoutBeingSent()
    {
        var leaf = new Probe();
        await ServeAsync<IProbe>(leaf, "leaf");
        var outcome = new Signal<Task>();
        PeerClient middle = await ConnectAsync("middle", o => o.TimeProvider = _clock);
        middle.RegisterController<IProbe>(Probe.Handling(async (text, call) =>
        {
            // Well past it: the caller's clock runs on while the call is on its way.
            _clock.Advance(TimeSpan.FromMinutes(1));
            Task<string> nested = middle.Peer("leaf").Controller<IProbe>().Ask(text);
            outcome.Set(nested);
            return await nested;
        }));
        PeerClient client = await ConnectAsync();

        Task<string> outer = client.Peer("middle").WithDeadline(TimeSpan.FromSeconds(15)).Controller<IProbe>().Ask("x");

        await (await outcome.WaitAsync()).FailsAsync(PeerErrorCode.DeadlineExceeded, Executed.No);
        await Assert.ThrowsAnyAsync<PeerRpcException>(outer.WithinLimitAsync);
        Assert.Equal(0, leaf.Entered);
    }

    private static Probe Waiting(Signal<CancellationToken> entered) => new(async (_, _, token) =>
    {
        entered.Set(token);
        await token.FiredAsync();
        token.ThrowIfCancellationRequested();
        return "";
    });

    private static Probe RemainingTime(TimeProvider time) => Probe.Handling((_, call) =>
        Task.FromResult((call.Deadline!.Value - time.GetUtcNow()).Ticks.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    private static async Task<TimeSpan> AskRemainingAsync(IProbe probe) =>
        TimeSpan.FromTicks(long.Parse(
            await probe.Ask("x").WithinLimitAsync(), System.Globalization.CultureInfo.InvariantCulture));

    private void SetClock(PeerClientOptions options, TimeSpan deadline)
    {
        options.TimeProvider = _clock;
        options.DefaultDeadline = deadline;
    }
}
