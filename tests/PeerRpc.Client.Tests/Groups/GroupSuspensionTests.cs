using Microsoft.Extensions.Logging.Abstractions;
using PeerRpc.Client.Groups;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Groups;
using PeerRpc.TestKit;
using Xunit;

namespace PeerRpc.Client.Tests.Groups;

/// <summary>Memberships of an id that the client does not have yet, or not any more.</summary>
public sealed class GroupSuspensionTests
{
    private static readonly PeerRpcException Denied = new(PeerErrorCode.PermissionDenied, "No.");

    private readonly ManualClock _clock = new();
    private readonly FakeGroups _broker = new();
    private readonly FakeIds _ids = new();
    private readonly GroupHubs _hubs;
    private string _member = "bob";

    public GroupSuspensionTests()
    {
        var calls = new GroupCalls(new ClientServices(new PeerClientOptions()).Endpoints, () => 1);
        _hubs = new GroupHubs(
            new GroupServices(_broker, calls, _ids, _clock, WorkScheduler.Pool, NullLogger.Instance));
        _broker.MayJoin.Open();
        _broker.MayLeave.Open();
    }

    [Fact]
    public async Task Join_WithAnIdThatIsWanted_WaitsForIt()
    {
        _ids.Want("bob");

        Task joining = Group().JoinAsync();
        _ids.Want("carol");
        Assert.False(joining.IsCompleted);
        Assert.False(_broker.HasNext);
        _ids.Get("bob");
        await joining.WithinLimitAsync();

        Assert.Equal("join doc", await _broker.NextAsync());
    }

    [Fact]
    public async Task Join_WithAnIdThatIsLostMeanwhileForGood_Fails()
    {
        PeerRpcException failure =
            await Assert.ThrowsAsync<PeerRpcException>(() => Group().JoinAsync().WithinLimitAsync());

        Assert.Equal((PeerErrorCode.PermissionDenied, Executed.No), (failure.Code, failure.Executed));
        Assert.False(_broker.HasNext);
        Assert.Equal(0, _hubs.Count);
    }

    [Fact]
    public void Join_WithoutAnId_SaysWhatIsMissing()
    {
        _member = "";

        var failure = Assert.Throws<InvalidOperationException>(() => { _ = Group().JoinAsync(); });

        Assert.Contains("PeerClientOptions.PeerIds", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Join_ThatIsGivenUpWhileItWaits_TellsNobody()
    {
        _ids.Want("bob");
        using var stop = new CancellationTokenSource();
        Task joining = Group().JoinAsync(stop.Token);

        stop.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => joining.WithinLimitAsync());
        await Group().LeaveAsync().WithinLimitAsync();
        Assert.False(_broker.HasNext);
        Assert.Equal(0, _hubs.Count);
    }

    [Fact]
    public async Task Join_DeniedBecauseTheIdHadToBeRegisteredAgain_IsAskedOnceMore()
    {
        _ids.Get("bob");
        _broker.JoinFailures.Enqueue(Denied);
        _broker.MayJoin = new Gate();
        Task joining = Group().JoinAsync();
        Assert.Equal("join doc", await _broker.NextAsync());

        _ids.Get("bob");
        _broker.MayJoin.Open();
        await joining.WithinLimitAsync();

        Assert.Equal("join doc", await _broker.NextAsync());
    }

    [Fact]
    public async Task Member_WhoseIdIsLost_JoinsAgainAsSoonAsItIsBack()
    {
        _ids.Get("bob");
        PeerGroup group = Group();
        var gap = new Signal<PeerGroupGap>();
        using IDisposable gaps = group.Gaps.Subscribe(gap.Set);
        await group.JoinAsync().WithinLimitAsync();
        Assert.Equal(Guid.Empty, _broker.LastJoin!.Epoch);
        Guid epoch = _broker.LastEpoch;
        await _broker.NextAsync();

        await LoseAsync();
        Task again = group.JoinAsync();
        _broker.Missed = GroupItem.UnknownMissed;
        _ids.Get("bob");

        Assert.Equal("join doc", await _broker.NextAsync());
        Assert.Equal((epoch, "bob"), (_broker.LastJoin.Epoch, _broker.LastJoin.PeerId));
        Assert.Null((await gap.WaitAsync()).Missed);
        await again.WithinLimitAsync();
        Assert.False(_broker.HasNext);
    }

    [Fact]
    public async Task Member_WhoseIdIsLost_LeavesWithoutTellingTheBroker()
    {
        _ids.Get("bob");
        PeerGroup group = Group();
        await group.JoinAsync().WithinLimitAsync();
        await _broker.NextAsync();

        await LoseAsync();
        await group.LeaveAsync().WithinLimitAsync();
        _ids.Get("bob");

        Assert.False(_broker.HasNext);
        Assert.Equal(0, _hubs.Count);
    }

    [Fact]
    public async Task Join_WithAnotherIdThanTheOneThatIsLost_TakesItsPlace()
    {
        _ids.Get("bob");
        PeerGroup group = Group();
        await group.JoinAsync().WithinLimitAsync();
        await _broker.NextAsync();

        await LoseAsync();
        _ids.Get("carol");
        _member = "carol";
        await group.JoinAsync().WithinLimitAsync();

        Assert.Equal("join doc", await _broker.NextAsync());
        Assert.Equal("carol", _broker.LastJoin!.PeerId);
    }

    [Fact]
    public async Task Member_ThatIsDeniedWhileItHasTheId_IsNoneAnyMore()
    {
        _ids.Get("bob");
        PeerGroup group = Group();
        var end = new Signal<Exception?>();
        using IDisposable gaps = group.Gaps.Subscribe(new EndListener(end.Set));
        await group.JoinAsync().WithinLimitAsync();
        await _broker.NextAsync();

        _broker.Items.Writer.Complete(Denied);

        Assert.Same(Denied, await end.WaitAsync());
    }

    [Fact]
    public async Task Member_WhoseIdIsGivenUp_IsNoneAnyMore()
    {
        _ids.Get("bob");
        PeerGroup group = Group();
        var end = new Signal<Exception?>();
        using IDisposable gaps = group.Gaps.Subscribe(new EndListener(end.Set));
        await group.JoinAsync().WithinLimitAsync();
        await _broker.NextAsync();

        _ids.Lose("bob");
        _hubs.Revoke("carol");
        _hubs.Revoke("bob");

        Assert.Equal(PeerErrorCode.PermissionDenied, Assert.IsType<PeerRpcException>(await end.WaitAsync()).Code);
        Assert.False(_broker.HasNext);
    }

    [Fact]
    public async Task Member_WhoseStreamIsEndedWithoutAReason_JoinsAgain()
    {
        _ids.Get("bob");
        await Group().JoinAsync().WithinLimitAsync();
        await _broker.NextAsync();

        _broker.Items.Writer.Complete();
        using var late = new CancellationTokenSource(WaitExtensions.Limit);
        while (!_broker.HasNext)
        {
            late.Token.ThrowIfCancellationRequested();
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal("join doc", await _broker.NextAsync());
    }

    private async Task LoseAsync()
    {
        _ids.Lose("bob");
        _broker.Items.Writer.Complete(Denied);
        // What it does then it does before it waits for a change.
        await _ids.IsWaitedForAsync();
    }

    private PeerGroup Group() => _broker.Group("doc", _hubs, () => _member);

    private sealed class EndListener(Action<Exception?> ended) : IObserver<PeerGroupGap>
    {
        public void OnNext(PeerGroupGap value)
        {
        }

        public void OnError(Exception error) => ended(error);

        public void OnCompleted() => ended(null);
    }
}
