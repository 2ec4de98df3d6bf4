using Xunit;

namespace PeerRpc.Testing.Tests;

public sealed class ManualTimeProviderTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ManualTimeProvider _clock = new();
    private readonly List<string> _fired = [];

    [Fact]
    public void GetUtcNow_UntilItIsAdvanced_StandsStill()
    {
        var clock = new ManualTimeProvider(DateTimeOffset.UnixEpoch);
        long stamp = clock.GetTimestamp();
        Assert.Equal(DateTimeOffset.UnixEpoch, clock.GetUtcNow());

        clock.Advance(Second);

        Assert.Equal(DateTimeOffset.UnixEpoch + Second, clock.GetUtcNow());
        Assert.Equal(Second, clock.GetElapsedTime(stamp));
        Assert.Equal(Second, clock.Elapsed);
        Assert.Equal(TimeSpan.Zero, clock.GetLocalNow().Offset);
    }

    [Fact]
    public void Advance_Backwards_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _clock.Advance(-Second));

    [Fact]
    public void Advance_PastSeveralTimers_FiresThemInTheOrderOfTheirTimes()
    {
        using ITimer late = Start("late", 3 * Second);
        using ITimer first = Start("first", Second);
        using ITimer second = Start("second", Second);

        _clock.Advance(5 * Second);

        Assert.Equal(["first at 1", "second at 1", "late at 3"], _fired);
        Assert.Equal(5 * Second, _clock.Elapsed);
    }

    [Fact]
    public void Advance_ShortOfATimer_DoesNotFireIt()
    {
        using ITimer timer = Start("a", Second);

        _clock.Advance(Second - TimeSpan.FromTicks(1));
        Assert.Empty(_fired);
        Assert.Equal(Second, _clock.NextTimer);

        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(["a at 1"], _fired);
        Assert.Null(_clock.NextTimer);
    }

    [Fact]
    public void Advance_PastAPeriodicTimer_FiresItEachTime()
    {
        using ITimer timer = Start("a", Second, 2 * Second);

        _clock.Advance(6 * Second);

        Assert.Equal(["a at 1", "a at 3", "a at 5"], _fired);
    }

    [Fact]
    public void CreateTimer_DueAtOnce_FiresWithTheNextAdvance()
    {
        using ITimer timer = Start("a", TimeSpan.Zero);
        Assert.Empty(_fired);

        _clock.Advance(TimeSpan.Zero);

        Assert.Equal(["a at 0"], _fired);
    }

    [Fact]
    public void CreateTimer_WithoutADueTime_NeverFires()
    {
        using ITimer timer = Start("a", Timeout.InfiniteTimeSpan);

        _clock.Advance(TimeSpan.FromDays(1));

        Assert.Empty(_fired);
    }

    [Fact]
    public void Change_OfATimerThatIsSet_CountsFromNow()
    {
        using ITimer timer = Start("a", 2 * Second);
        _clock.Advance(Second);

        Assert.True(timer.Change(2 * Second, Timeout.InfiniteTimeSpan));
        _clock.Advance(5 * Second);

        Assert.Equal(["a at 3"], _fired);
    }

    [Fact]
    public void Dispose_OfATimerThatIsSet_KeepsItFromFiring()
    {
        ITimer timer = Start("a", Second);

        timer.Dispose();
        _clock.Advance(2 * Second);

        Assert.Empty(_fired);
        Assert.False(timer.Change(Second, Second));
        Assert.Null(_clock.NextTimer);
    }

    [Fact]
    public void Timer_ThatSetsAnother_HasItFiredByTheSameAdvance()
    {
        ITimer? second = null;
        using ITimer first = _clock.CreateTimer(
            _ => second = Start("second", Second), null, Second, Timeout.InfiniteTimeSpan);

        _clock.Advance(2 * Second);

        Assert.Equal(["second at 2"], _fired);
        second!.Dispose();
    }

    [Fact]
    public void Timer_ThatAdvancesTheClockItself_NeverTurnsItBack()
    {
        using ITimer timer = _clock.CreateTimer(
            _ => _clock.Advance(10 * Second), null, Second, Timeout.InfiniteTimeSpan);

        _clock.Advance(2 * Second);

        Assert.Equal(11 * Second, _clock.Elapsed);
    }

    [Fact]
    public async Task Delay_OfTheRuntime_GoesByTheClock()
    {
        Task delay = Task.Delay(Second, _clock);
        using var source = new CancellationTokenSource(2 * Second, _clock);

        _clock.Advance(Second);
        await delay.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.False(source.IsCancellationRequested);

        _clock.Advance(Second);
        Assert.True(source.IsCancellationRequested);
    }

    private ITimer Start(string name, TimeSpan due, TimeSpan? period = null) => _clock.CreateTimer(
        _ => _fired.Add($"{name} at {_clock.Elapsed.TotalSeconds}"), null, due, period ?? Timeout.InfiniteTimeSpan);
}
