using PeerRpc.Chaos.Contracts;
using PeerRpc.Chaos.Reports;

namespace PeerRpc.Chaos.Tests.Reports;

/// <summary>Figures from histories.</summary>
public sealed class RunSummaryTests
{
    private readonly MemoryHistory _history = new();
    private readonly ManualClock _clock = new();
    private readonly HistoryRecorder _recorder;
    private long _key;

    public RunSummaryTests() => _recorder = new HistoryRecorder(1, _history, _clock);

    [Theory]
    [InlineData(LoadKind.Cancel, PeerErrorCode.Cancelled, true)]
    [InlineData(LoadKind.Expire, PeerErrorCode.DeadlineExceeded, true)]
    [InlineData(LoadKind.Refuse, PeerErrorCode.ApplicationError, true)]
    [InlineData(LoadKind.Echo, PeerErrorCode.DeadlineExceeded, false)]
    [InlineData(LoadKind.Cancel, PeerErrorCode.PeerGone, false)]
    public void Failure_ThatTheLoadWants_IsNotCountedAsFailed(LoadKind kind, PeerErrorCode code, bool isMeant)
    {
        _recorder.Failed(Invoke(kind), code, Executed.Maybe);

        RunSummary summary = RunSummary.Read([_history]);

        Assert.Equal(isMeant ? 0 : 1, summary.Failed);
        Assert.Equal(isMeant ? 1 : 0, summary.Kinds[kind].AsMeant);
        Assert.Equal(isMeant ? 0 : 1, summary.Failures.Values.Sum());
    }

    [Fact]
    public void Call_WithoutAnOutcome_IsOpen()
    {
        Invoke(LoadKind.Drop);

        RunSummary summary = RunSummary.Read([_history]);

        Assert.Equal(1, summary.Kinds[LoadKind.Drop].Open);
        Assert.Equal(0, summary.Failed);
    }

    [Fact]
    public void Pauses_AreTheLongestCallAndTheLongestGap()
    {
        Echo(TimeSpan.FromSeconds(1));
        _clock.Advance(TimeSpan.FromSeconds(5));
        Echo(TimeSpan.FromSeconds(3));

        RunSummary summary = RunSummary.Read([_history]);

        Assert.Equal(TimeSpan.FromSeconds(3), summary.LongestCall);
        Assert.Equal(TimeSpan.FromSeconds(8), summary.LongestGap);
        Assert.Equal(TimeSpan.FromSeconds(9), summary.Duration);
    }

    [Fact]
    public void Percentiles_AreThoseOfSmallEchoes()
    {
        for (int i = 1; i <= 100; i++)
            Echo(TimeSpan.FromMilliseconds(i));

        RunSummary summary = RunSummary.Read([_history]);

        Assert.Equal(51, summary.EchoMilliseconds(0.5), tolerance: 0.01);
        Assert.Equal(100, summary.EchoMilliseconds(0.99), tolerance: 0.01);
    }

    private void Echo(TimeSpan duration)
    {
        long call = Invoke(LoadKind.Echo);
        _clock.Advance(duration);
        _recorder.Succeeded(call, 1);
    }

    private long Invoke(LoadKind kind)
    {
        _recorder.Invoked(++_key, 2, CallForm.Unary, 1, label: (long)kind);
        return _key;
    }
}
