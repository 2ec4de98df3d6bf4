using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using PeerRpc.Client.Groups;
using PeerRpc.Client.Reconciliation;
using PeerRpc.Client.Tests.Connections;
using PeerRpc.Client.Tests.Groups;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Groups;
using PeerRpc.TestKit;
using Xunit;

namespace PeerRpc.Client.Tests.Reconciliation;

/// <summary>How a reconciler keeps its client a member; nobody else joins but where a test says so.</summary>
public sealed class MembershipKeeperTests : IAsyncDisposable
{
    private static readonly PeerRpcException Full = new(PeerErrorCode.ResourceExhausted, "Full.");
    private static readonly PeerRpcException Denied = new(PeerErrorCode.PermissionDenied, "No.");
    private static readonly PeerRpcException Slow = new(PeerErrorCode.SlowConsumer, "Slow.", Executed.Yes);

    private readonly ManualClock _clock = new();
    private readonly RecordingLoggerFactory _logs = new();
    private readonly FakeGroups _broker = new();
    private readonly FakeIds _ids = new();
    private readonly GroupHubs _hubs;
    private readonly Reconciler _reconciler;
    private volatile string _member = "ann";

    public MembershipKeeperTests()
    {
        ILogger logger = _logs.CreateLogger("test");
        var calls = new GroupCalls(new ClientServices(new PeerClientOptions()).Endpoints, () => 1);
        _hubs = new GroupHubs(new GroupServices(_broker, calls, _ids, _clock, WorkScheduler.Pool, logger));
        _reconciler = new Reconciler("doc", WatchAsync, (_, _) => Task.CompletedTask, new ReconcilerServices(
            _ids, new TaskCompletionSource().Task, _clock, WorkScheduler.Pool, new FixedRandom(0.5), logger)
        {
            MemberId = () => _member,
        });
        _ids.Get("ann");
        _broker.MayJoin.Open();
        _broker.MayLeave.Open();
    }

    private PeerGroup Group => _broker.Group("doc", _hubs, () => _member);

    public async ValueTask DisposeAsync() => await _reconciler.DisposeAsync().AsTask().WithinLimitAsync();

    [Fact]
    public async Task Refusal_IsTriedAgainAtGrowingDelaysAndWarnedOfOnce()
    {
        double[] delays = [0.5, 1, 2, 4, 8, 15, 15];
        foreach (double _ in delays)
            _broker.JoinFailures.Enqueue(Full);
        _reconciler.Start(_hubs);

        foreach (double seconds in delays)
        {
            await AskedAsync("join doc");
            await PassAsync(seconds);
        }
        await AskedAsync("join doc");
        await Until(() => IsJoined);

        Assert.Equal(0, _clock.TimerCount);
        Assert.Equal([227, .. Enumerable.Repeat(228, delays.Length - 1)], _logs.Entries.Select(entry => entry.Id));
        Assert.Equal(LogLevel.Warning, _logs.Entries.First().Level);
    }

    [Fact]
    public async Task Denial_IsTriedAgainAfterALongDelay()
    {
        _broker.JoinFailures.Enqueue(Denied);
        _broker.JoinFailures.Enqueue(Denied);
        _reconciler.Start(_hubs);

        for (int i = 0; i < 2; i++)
        {
            await AskedAsync("join doc");
            await PassAsync(15);
        }

        await AskedAsync("join doc");
        await Until(() => IsJoined);
    }

    [Fact]
    public async Task Member_ThatIsCutOff_JoinsAgainAndWhatIsSubscribedToGoesOn()
    {
        _reconciler.Start(_hubs);
        await AskedAsync("join doc");
        await Until(() => IsJoined);
        var gap = new Signal<PeerGroupGap>();
        using IDisposable gaps = Group.Gaps.Subscribe(gap.Set);
        Guid first = _broker.LastEpoch;
        _broker.Missed = GroupItem.UnknownMissed;

        _broker.Items.Writer.Complete(Slow);
        await PassAsync(0.5);

        await AskedAsync("join doc");
        Assert.Null((await gap.WaitAsync()).Missed);
        Assert.Equal(first, _broker.LastJoin!.Epoch);
        await Until(() => IsJoined);
        _broker.Items.Writer.Complete(Slow);
        await PassAsync(0.5);
        await AskedAsync("join doc");
        Assert.Equal([227, 227], _logs.Entries.Select(entry => entry.Id));
    }

    [Fact]
    public async Task Refusal_OfTheApplication_IsToldAndTriedAgain()
    {
        _broker.MayJoin = new Gate();
        _broker.JoinFailures.Enqueue(Full);
        _reconciler.Start(_hubs);
        await AskedAsync("join doc");
        Task joining = Group.JoinAsync();

        _broker.MayJoin.Open();
        PeerRpcException failure = await Assert.ThrowsAsync<PeerRpcException>(() => joining.WithinLimitAsync());
        await PassAsync(0.5);

        Assert.Equal(PeerErrorCode.ResourceExhausted, failure.Code);
        await AskedAsync("join doc");
    }

    [Fact]
    public async Task Leave_WhileItIsTriedAgain_IsTheEndUntilTheNextJoin()
    {
        _broker.JoinFailures.Enqueue(Denied);
        _reconciler.Start(_hubs);
        var told = new EndRecorder();
        using IDisposable gaps = Group.Gaps.Subscribe(told);
        await AskedAsync("join doc");
        await Until(() => _clock.TimerCount == 1);
        Assert.False(told.End.HasCome);

        await Group.LeaveAsync().WithinLimitAsync();
        Assert.Same(Denied, await told.End.WaitAsync());
        _clock.Advance(TimeSpan.FromMinutes(1));
        await Until(() => _clock.TimerCount == 0);
        Assert.False(_broker.HasNext);

        await Group.JoinAsync().WithinLimitAsync();
        await AskedAsync("join doc");
        await CutAsync();
    }

    [Fact]
    public async Task Leave_WhileItJoins_IsTheEndUntilTheNextJoin()
    {
        _broker.MayJoin = new Gate();
        _reconciler.Start(_hubs);
        await AskedAsync("join doc");

        await Group.LeaveAsync().WithinLimitAsync();
        await AskedAsync("leave doc");
        _broker.MayJoin.Open();
        _member = "ben";
        _ids.Get("ben");
        await Group.JoinAsync().WithinLimitAsync();

        await AskedAsync("join doc");
        Assert.Equal("ben", _broker.LastJoin!.PeerId);
        Assert.DoesNotContain(_logs.Entries, entry => entry.Id == 227);
        await CutAsync();
    }

    [Fact]
    public async Task Id_ThatIsGivenUp_GivesWayToAnotherAtOnce()
    {
        _reconciler.Start(_hubs);
        await AskedAsync("join doc");
        await Until(() => IsJoined);

        _ids.Lose("ann");
        _member = "";
        _hubs.Revoke("ann");
        await Until(() => !IsJoined);
        Assert.False(_broker.HasNext);
        _ids.Get("ben");
        _member = "ben";
        _ids.Want("ben");

        await AskedAsync("join doc");
        Assert.Equal("ben", _broker.LastJoin!.PeerId);
        Assert.Equal(0, _clock.TimerCount);
    }

    [Fact]
    public async Task Dispose_OfAMember_DoesNotLeave()
    {
        _reconciler.Start(_hubs);
        await AskedAsync("join doc");
        await Until(() => IsJoined);
        var told = new EndRecorder();
        using IDisposable gaps = Group.Gaps.Subscribe(told);

        await _reconciler.DisposeAsync().AsTask().WithinLimitAsync();

        Assert.Equal(1, _hubs.Count);
        Assert.False(_broker.HasNext);
        _broker.Items.Writer.Complete(Slow);
        Assert.Same(Slow, await told.End.WaitAsync());
        Assert.Contains(_logs.Entries, entry => entry.Id == 217);
    }

    [Fact]
    public async Task Dispose_WhileItJoins_GivesThatUp()
    {
        _broker.MayJoin = new Gate();
        _reconciler.Start(_hubs);
        await AskedAsync("join doc");

        await _reconciler.DisposeAsync().AsTask().WithinLimitAsync();

        await AskedAsync("leave doc");
        await Until(() => _hubs.Count == 0);
    }

    [Fact]
    public async Task Dispose_WhileItIsTriedAgain_TellsWhoIsSubscribed()
    {
        _reconciler.Start(_hubs);
        await AskedAsync("join doc");
        await Until(() => IsJoined);
        var told = new EndRecorder();
        using IDisposable gaps = Group.Gaps.Subscribe(told);
        _broker.Items.Writer.Complete(Slow);
        await Until(() => _clock.TimerCount == 1);
        Assert.False(told.End.HasCome);

        await _reconciler.DisposeAsync().AsTask().WithinLimitAsync();

        Assert.Same(Slow, await told.End.WaitAsync());
        Assert.Equal(0, _hubs.Count);
    }

    [Fact]
    public async Task Client_ThatIsClosed_EndsIt()
    {
        _reconciler.Start(_hubs);
        await AskedAsync("join doc");
        await Until(() => IsJoined);

        await _hubs.CloseAsync().WithinLimitAsync();
        await _reconciler.DisposeAsync().AsTask().WithinLimitAsync();

        Assert.False(_broker.HasNext);
        Assert.DoesNotContain(_logs.Entries, entry => entry.Id == 227);
    }

    [Fact]
    public void Reconcile_WithoutAnId_SaysWhatIsMissing()
    {
        _member = "";

        var failure = Assert.Throws<InvalidOperationException>(
            () => Group.Reconcile<IPing>((_, _) => Task.CompletedTask));

        Assert.Contains("PeerClientOptions.PeerIds", failure.Message, StringComparison.Ordinal);
    }

    private bool IsJoined => _hubs.StandingOf("doc")?.Current.IsJoined == true;

    private async Task AskedAsync(string what) => Assert.Equal(what, await _broker.NextAsync());

    // It joins again, at once if it has not shared the membership yet that the application had asked for.
    private async Task CutAsync()
    {
        _broker.Items.Writer.Complete(Slow);
        await Until(() =>
        {
            _clock.Advance(TimeSpan.FromMilliseconds(10));
            return _broker.HasNext;
        });
        await AskedAsync("join doc");
    }

    // It waits for that long, and no shorter.
    private async Task PassAsync(double seconds)
    {
        await Until(() => _clock.TimerCount == 1);
        _clock.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromTicks(100));
        Assert.Equal(1, _clock.TimerCount);
        Assert.False(_broker.HasNext);
        _clock.Advance(TimeSpan.FromTicks(200));
    }

    private static async IAsyncEnumerable<PeerDirectoryUpdate> WatchAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        yield break;
    }

    private static async Task Until(Func<bool> isSo)
    {
        using var late = new CancellationTokenSource(WaitExtensions.Limit);
        while (!isSo())
        {
            late.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private sealed class EndRecorder : IObserver<PeerGroupGap>
    {
        public Signal<Exception?> End { get; } = new();

        public void OnNext(PeerGroupGap value)
        {
        }

        public void OnError(Exception error) => End.Set(error);

        public void OnCompleted() => End.Set(null);
    }
}
