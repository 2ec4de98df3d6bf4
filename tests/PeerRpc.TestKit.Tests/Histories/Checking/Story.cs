using PeerRpc.TestKit.Histories;
using PeerRpc.TestKit.Histories.Checking;

namespace PeerRpc.TestKit.Tests.Histories.Checking;

/// <summary>A history that a test tells event by event, on a clock of its own.</summary>
internal sealed class Story
{
    public const long Call = 0x101;
    public const long Later = 0x102;
    public const long Stream = 0x201;
    public const long Request = 0xabc;
    public const int CallerPeer = 1;
    public const int CalleePeer = 2;

    private readonly MemoryHistory _history = new();
    private readonly ManualClock _clock = new();
    private readonly HistoryRecorder _world;

    public Story()
    {
        _world = new HistoryRecorder(0, _history, _clock);
        Caller = new HistoryRecorder(1, _history, _clock);
        Callee = new HistoryRecorder(2, _history, _clock);
        SecondCallee = new HistoryRecorder(3, _history, _clock);
        _world.ProcessStarted(Caller.Process, CallerPeer);
        _world.ProcessStarted(Callee.Process, CalleePeer);
    }

    public HistoryRecorder Caller { get; }

    public HistoryRecorder Callee { get; }

    /// <summary>Another process under the id of the callee.</summary>
    public HistoryRecorder SecondCallee { get; }

    public void Pass(double seconds) => _clock.Advance(TimeSpan.FromSeconds(seconds));

    public void Kill(HistoryRecorder process) =>
        _world.ProcessChanged(HistoryEventKind.ProcessKilled, process.Process);

    public void Pause(HistoryRecorder process) =>
        _world.ProcessChanged(HistoryEventKind.ProcessPaused, process.Process);

    public void Continue(HistoryRecorder process) =>
        _world.ProcessChanged(HistoryEventKind.ProcessContinued, process.Process);

    public void Invoke(
        CallForm form = CallForm.Unary, long call = Call, long order = 0, double deadline = 0) =>
        Caller.Invoked(call, CalleePeer, form, Request, TimeSpan.FromSeconds(deadline), order);

    public void Execute(long call = Call, HistoryRecorder? at = null)
    {
        Start(call, at);
        (at ?? Callee).Ended(call);
    }

    public void Start(long call = Call, HistoryRecorder? at = null) => (at ?? Callee).Started(call, Request);

    public void Succeed(long call = Call) => Caller.Succeeded(call, Request);

    public void Fail(PeerErrorCode code, Executed executed, long call = Call) => Caller.Failed(call, code, executed);

    /// <summary>A call that opens a stream, as far as both sides have opened it.</summary>
    public void OpenStream(bool mayDrop = false)
    {
        Invoke(CallForm.Streaming);
        Start();
        Caller.Opened(Stream, Call, StreamSide.Reader, mayDrop);
        Callee.Opened(Stream, Call, StreamSide.Producer, mayDrop);
    }

    /// <summary>Items that are produced and read.</summary>
    public void Flow(int count)
    {
        for (int i = 0; i < count; i++)
        {
            Callee.Produced(Stream, i);
            Caller.Consumed(Stream, i);
        }
    }

    /// <summary>Both sides end without an error, and so does the call.</summary>
    public void CompleteStream(long dropped = 0)
    {
        Callee.Closed(Stream, StreamSide.Producer, StreamFate.Completed);
        Callee.Ended(Call);
        Caller.Closed(Stream, StreamSide.Reader, StreamFate.Completed, dropped);
        Succeed();
    }

    public CheckReport Check(CheckOptions? options = null) => HistoryChecker.Check([_history], options);

    public void AssertHolds()
    {
        CheckReport report = Check();
        Assert.True(report.Violations == 0, report.ToString());
    }

    public void AssertBreaks(HistoryRule rule, params long[] keys)
    {
        CheckReport report = Check();
        Assert.Equal([rule], report.Counts.Keys);
        Assert.All(keys, key => Assert.Contains(report.Described, violation => violation.Keys.Contains(key)));
        Assert.All(report.Described, violation => Assert.NotEmpty(violation.Events));
    }
}
