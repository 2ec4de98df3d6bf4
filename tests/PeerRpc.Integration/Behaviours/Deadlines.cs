using System.Globalization;
using PeerRpc.Testing;

namespace PeerRpc.Integration.Behaviours;

/// <summary>Every call ends by its deadline. Where time has to pass, the clock is the test's own.</summary>
public abstract class Deadlines<TTransport> : Conformance<TTransport>
    where TTransport : ITestTransport, new()
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(3);

    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public async Task Default_NotChanged_IsAMinute()
    {
        await ServeAsync<IProbe>(RemainingTime());
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
        // The caller's clock stands still, so that only the callee's own timer can notice.
        IProbe probe = await CallerAsync<IProbe>(configure: o =>
        {
            o.TimeProvider = new ManualTimeProvider();
            o.DefaultDeadline = Short;
        });

        Task<string> call = probe.Ask("x");
        CancellationToken token = await entered.WaitAsync();
        _clock.Advance(Short);

        await token.FiredAsync();
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
        await ServeAsync<IProbe>(RemainingTime(), "leaf");
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
        await ServeAsync<IProbe>(RemainingTime(), "leaf");
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
            _clock.Advance(Short);
            Task<string> nested = middle.Peer("leaf").Controller<IProbe>().Ask(text);
            outcome.Set(nested);
            return await nested;
        }));
        IProbe probe = await CallerAsync<IProbe>("middle", o => SetClock(o, Short));

        Task<string> outer = probe.Ask("x");

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

    private static Probe RemainingTime() => Probe.Handling((_, call) =>
    {
        TimeSpan remaining = call.Deadline!.Value - TimeProvider.System.GetUtcNow();
        return Task.FromResult(remaining.ToString("c", CultureInfo.InvariantCulture));
    });

    private static async Task<TimeSpan> AskRemainingAsync(IProbe probe) =>
        TimeSpan.Parse(await probe.Ask("x").WithinLimitAsync(), CultureInfo.InvariantCulture);

    private void SetClock(PeerClientOptions options, TimeSpan deadline)
    {
        options.TimeProvider = _clock;
        options.DefaultDeadline = deadline;
    }
}
