using PeerRpc.Core.Connections;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Tests.Fakes;
using PeerRpc.TestKit;
using Xunit;

namespace PeerRpc.Core.Tests.Connections;

public sealed class LivenessTests : IDisposable
{
    private static readonly TimeSpan PingAfter = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan DeadAfter = TimeSpan.FromSeconds(25);

    private readonly ManualClock _clock = new();
    private readonly ScriptedTransport _transport = new();
    private readonly FrameRecorder _sink = new();
    private readonly FrameConnection _connection;

    public LivenessTests()
    {
        _connection = new FrameConnection(_transport, 1024 * 1024, _clock, WorkScheduler.Pool);
        _ = _connection.RunAsync(_sink);
    }

    private int Pings => Wire.Cut(_transport.Sent).Count(frame => frame.Header.Kind == FrameKind.Ping);

    public void Dispose() => _connection.Abort();

    [Fact]
    [Trait("Must", "C-9")]
    public void Silence_LongerThanThePing_IsPingedAndInTheEndCut()
    {
        using Liveness liveness = Watch(new LivenessTimes(PingAfter, DeadAfter));

        Pass(9.9);
        Assert.Equal(0, Pings);
        Pass(2.6);
        Assert.Equal(1, Pings);
        Pass(9.5);
        Assert.False(_transport.Aborted);
        Pass(3);

        Assert.True(_transport.Aborted);
        Assert.Equal(1, Pings);
    }

    [Fact]
    public void Silence_WhileThePingStandsInTheQueue_ProvesNothing()
    {
        using Liveness liveness = Watch(new LivenessTimes(PingAfter, DeadAfter));
        var held = new TaskCompletionSource();
        _transport.BeforeSend = held.Task;
        _connection.Ping();

        Pass(24);
        _transport.BeforeSend = Task.CompletedTask;
        held.SetResult();
        Assert.True(SpinWait.SpinUntil(() => !_connection.IsSending, Wire.Deadline));
        Pass(5);
        bool wasCutTooSoon = _transport.Aborted;
        Pass(13);

        Assert.False(wasCutTooSoon);
        Assert.True(_transport.Aborted);
    }

    [Fact]
    [Trait("Must", "C-9")]
    public async Task Silence_EndedByAnyFrame_BeginsAnew()
    {
        using Liveness liveness = Watch(new LivenessTimes(PingAfter, DeadAfter));
        Pass(20);
        await HearAsync();

        Pass(20);

        Assert.False(_transport.Aborted);
        Assert.Equal(2, Pings);
    }

    [Fact]
    public void Silence_WhileSomebodyWaits_IsNoticedSooner()
    {
        using Liveness liveness = Watch(new LivenessTimes(PingAfter, DeadAfter, () => true));

        Pass(5);
        Assert.Equal(1, Pings);
        Pass(2);
        Assert.False(_transport.Aborted);
        Pass(3);

        Assert.True(_transport.Aborted);
    }

    [Fact]
    public void Silence_ThatSomebodyBeginsToWaitIn_LeavesThePingItsTime()
    {
        bool isAwaited = false;
        using Liveness liveness = Watch(new LivenessTimes(PingAfter, DeadAfter, () => isAwaited));
        Pass(9.9);
        Assert.Equal(0, Pings);

        isAwaited = true;
        Pass(4);

        Assert.Equal(1, Pings);
        Assert.False(_transport.Aborted);
        Pass(3);
        Assert.True(_transport.Aborted);
    }

    [Fact]
    public async Task Standstill_OfThisProcess_IsNoSilenceOfTheOtherSide()
    {
        using Liveness liveness = Watch(new LivenessTimes(PingAfter, DeadAfter));
        Pass(20);

        _clock.Advance(TimeSpan.FromHours(1));
        Assert.False(_transport.Aborted);
        Assert.Equal(2, Pings);
        await HearAsync();
        Pass(20);

        Assert.False(_transport.Aborted);
    }

    [Theory]
    [Trait("Must", "C-9")]
    [InlineData(10, 25, 12.5)]
    [InlineData(10, 12, 11)]
    public void Client_LeavesTheFirstPingToTheBroker(double ping, double dead, double expected) =>
        Assert.Equal(
            TimeSpan.FromSeconds(expected),
            LivenessTimes.OfClient(TimeSpan.FromSeconds(ping), TimeSpan.FromSeconds(dead), () => true).PingAfter);

    [Theory]
    [InlineData(1, 2)]
    [InlineData(1, 0)]
    public void Times_ThatAreTooShort_KeepNobodyBusy(int ping, int dead) =>
        Assert.Equal(
            TimeSpan.FromMilliseconds(10),
            new LivenessTimes(TimeSpan.FromMilliseconds(ping), TimeSpan.FromMilliseconds(dead)).Period);

    private Liveness Watch(LivenessTimes times) => new(_connection, times, _clock, WorkScheduler.Pool);

    // In small steps, so that each check runs at its time.
    private void Pass(double seconds)
    {
        for (int step = 0; step < (int)Math.Round(seconds * 10); step++)
            _clock.Advance(TimeSpan.FromSeconds(0.1));
    }

    private async Task HearAsync()
    {
        _transport.Feed(Wire.Frame(FrameKind.Data, 1, []));
        Assert.True(await _sink.WaitAsync(1));
        Assert.True(SpinWait.SpinUntil(() => _connection.Silence == TimeSpan.Zero, Wire.Deadline));
    }
}
