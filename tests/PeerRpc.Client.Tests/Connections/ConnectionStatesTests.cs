using Microsoft.Extensions.Logging;
using PeerRpc.TestKit;
using Xunit;

namespace PeerRpc.Client.Tests.Connections;

public class ConnectionStatesTests
{
    private readonly RecordingLoggerFactory _logs = new();
    private readonly ConnectionStates _states;

    public ConnectionStatesTests() => _states = new ConnectionStates(_logs.CreateLogger("states"));

    [Fact]
    public void Subscribe_TellsThePresentStateAndThenEveryChange()
    {
        var early = new StateRecorder();
        _states.Subscribe(early);
        _states.Change(PeerConnectionState.Connected, "a");
        var late = new StateRecorder();
        _states.Subscribe(late);
        _states.Change(PeerConnectionState.Reconnecting, "b");

        Assert.Equal(
            [PeerConnectionState.Connecting, PeerConnectionState.Connected, PeerConnectionState.Reconnecting],
            early.States);
        Assert.Equal([PeerConnectionState.Connected, PeerConnectionState.Reconnecting], late.States);
        Assert.Equal(PeerConnectionState.Reconnecting, _states.Current);
    }

    [Fact]
    public void Closed_CompletesAndIsTheLast()
    {
        var before = new StateRecorder();
        _states.Subscribe(before);

        _states.Change(PeerConnectionState.Closed, "done");
        _states.Change(PeerConnectionState.Connected, "never");

        var after = new StateRecorder();
        _states.Subscribe(after);
        Assert.Equal(PeerConnectionState.Closed, _states.Current);
        Assert.Equal([PeerConnectionState.Connecting, PeerConnectionState.Closed], before.States);
        Assert.Equal([PeerConnectionState.Closed], after.States);
        Assert.Equal((1, 1), (before.Ends, after.Ends));
    }

    [Fact]
    public void Observer_ThatThrows_IsToldNoMoreAndHurtsNobody()
    {
        int told = 0;
        var other = new StateRecorder();
        _states.Subscribe(new StateRecorder(_ =>
        {
            if (++told == 2)
                throw new InvalidOperationException("no");
        }));
        _states.Subscribe(other);

        _states.Change(PeerConnectionState.Connected, "");
        _states.Change(PeerConnectionState.Reconnecting, "");

        Assert.Equal(2, told);
        Assert.Equal(3, other.States.Count);
        Assert.Single(_logs.Entries, entry => entry.Level == LogLevel.Warning);
    }

    [Fact]
    public void Observer_ThatThrowsAtOnce_IsToldNoMore()
    {
        int told = 0;
        using IDisposable subscription = _states.Subscribe(new StateRecorder(_ =>
        {
            told++;
            throw new InvalidOperationException("no");
        }));

        _states.Change(PeerConnectionState.Connected, "");

        Assert.Equal(1, told);
    }

    [Fact]
    public void Observer_ThatHasGone_IsToldNothing()
    {
        var observer = new StateRecorder();
        IDisposable subscription = _states.Subscribe(observer);
        subscription.Dispose();
        subscription.Dispose();

        _states.Change(PeerConnectionState.Connected, "");

        Assert.Single(observer.States);
    }

    [Fact]
    public void Observer_ThatGoesWhileItIsTold_LeavesTheOthersAlone()
    {
        IDisposable? own = null;
        var goes = new StateRecorder(_ => own?.Dispose());
        var stays = new StateRecorder();
        own = _states.Subscribe(goes);
        _states.Subscribe(stays);

        _states.Change(PeerConnectionState.Connected, "");
        _states.Change(PeerConnectionState.Reconnecting, "");

        Assert.Equal((2, 3), (goes.States.Count, stays.States.Count));
    }

    [Fact]
    public async Task Change_WhileAnObserverIsTold_WaitsForNobody()
    {
        var told = new Gate();
        var mayEnd = new ManualResetEventSlim();
        Task telling = Task.Run(() => _states.Subscribe(new StateRecorder(_ =>
        {
            told.Open();
            mayEnd.Wait(WaitExtensions.Limit);
        })));
        await told.WaitAsync();

        // Under a lock of its own the observer might be waiting for who does this.
        await Task.Run(() =>
        {
            using IDisposable other = _states.Subscribe(new StateRecorder());
            _states.Change(PeerConnectionState.Connected, "");
        }).WithinLimitAsync();

        Assert.Equal(PeerConnectionState.Connected, _states.Current);
        mayEnd.Set();
        await telling.WithinLimitAsync();
    }

    [Fact]
    public async Task Changes_FromSeveralThreads_AreSeenByAllInOneOrder()
    {
        var one = new StateRecorder();
        var two = new StateRecorder();
        _states.Subscribe(one);
        _states.Subscribe(two);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() =>
        {
            for (int j = 0; j < 500; j++)
                _states.Change((i + j) % 2 == 0 ? PeerConnectionState.Connected : PeerConnectionState.Reconnecting, "");
        }))).WithinLimitAsync();

        Assert.Equal(2001, one.States.Count);
        Assert.Equal(one.States, two.States);
    }
}
