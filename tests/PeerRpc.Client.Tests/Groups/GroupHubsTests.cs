using Microsoft.Extensions.Logging.Abstractions;
using PeerRpc.Client.Groups;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Groups;
using PeerRpc.Core.Serialization;
using PeerRpc.TestKit;
using Xunit;

namespace PeerRpc.Client.Tests.Groups;

public class GroupHubsTests
{
    private readonly FakeGroups _broker = new();
    private readonly FakeIds _ids = new();
    private readonly GroupHubs _hubs;

    public GroupHubsTests()
    {
        _ids.Get("bob");
        var calls = new GroupCalls(new ClientServices(new PeerClientOptions()).Endpoints, () => 1);
        _hubs = new GroupHubs(
            new GroupServices(_broker, calls, _ids, TimeProvider.System, WorkScheduler.Pool, NullLogger.Instance));
    }

    [Fact]
    public async Task Join_OfTwo_OneOfWhomGivesUp_IsThatOfTheOther()
    {
        using var stop = new CancellationTokenSource();
        _broker.MayLeave.Open();
        PeerGroup group = Group("doc");

        Task first = group.JoinAsync(stop.Token);
        Task second = group.JoinAsync();
        Assert.Equal("join doc", await _broker.NextAsync());
        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.WithinLimitAsync());
        _broker.MayJoin.Open();
        await second.WithinLimitAsync();

        Assert.False(_broker.HasNext);
        Assert.Equal(1, _hubs.Count);
        await group.LeaveAsync().WithinLimitAsync();
        Assert.Equal("leave doc", await _broker.NextAsync());
        Assert.False(_broker.HasNext);
        Assert.Equal(0, _hubs.Count);
    }

    [Fact]
    public async Task Join_ThatAllHaveGivenUp_IsLeftOnce()
    {
        using CancellationTokenSource one = new(), two = new();
        PeerGroup group = Group("doc");
        Task first = group.JoinAsync(one.Token);
        Task second = group.JoinAsync(two.Token);
        Assert.Equal("join doc", await _broker.NextAsync());

        two.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second.WithinLimitAsync());
        Assert.False(_broker.HasNext);
        one.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.WithinLimitAsync());
        Assert.Equal("leave doc", await _broker.NextAsync());
        Task leaving = group.LeaveAsync();
        _broker.MayLeave.Open();
        await leaving.WithinLimitAsync();

        Assert.False(_broker.HasNext);
        Assert.Equal(0, _hubs.Count);
    }

    [Fact]
    public async Task Join_WhileAnotherOneIsUndone_WaitsForThatAndJoins()
    {
        using var stop = new CancellationTokenSource();
        PeerGroup group = Group("doc");
        Task first = group.JoinAsync(stop.Token);
        Assert.Equal("join doc", await _broker.NextAsync());
        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.WithinLimitAsync());
        Assert.Equal("leave doc", await _broker.NextAsync());

        _broker.MayJoin.Open();
        Task second = group.JoinAsync();
        Assert.False(_broker.HasNext);
        _broker.MayLeave.Open();
        await second.WithinLimitAsync();

        Assert.Equal("join doc", await _broker.NextAsync());
        Assert.False(_broker.HasNext);
    }

    [Fact]
    public async Task Subscription_BeforeAJoiningThatIsGivenUp_WaitsForTheNextOne()
    {
        using var stop = new CancellationTokenSource();
        _broker.MayLeave.Open();
        PeerGroup group = Group("doc");
        var gap = new Signal<PeerGroupGap>();
        using IDisposable gaps = group.Gaps.Subscribe(new Listener<PeerGroupGap>(gap.Set));
        Task first = group.JoinAsync(stop.Token);
        Assert.Equal("join doc", await _broker.NextAsync());
        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.WithinLimitAsync());

        Task second = group.JoinAsync();
        _broker.MayJoin.Open();
        await second.WithinLimitAsync();
        _broker.Items.Writer.TryWrite(new GroupItem(3, Missed: 2));

        Assert.Equal(2, (await gap.WaitAsync()).Missed);
        Assert.Equal(["leave doc", "join doc"], [await _broker.NextAsync(), await _broker.NextAsync()]);
    }

    [Fact]
    public async Task Leave_OfTwo_OneOfWhomGivesUp_IsToldOnce()
    {
        using var stop = new CancellationTokenSource();
        _broker.MayJoin.Open();
        PeerGroup group = Group("doc");
        await Task.WhenAll(group.JoinAsync(), group.JoinAsync()).WithinLimitAsync();
        Assert.Equal("join doc", await _broker.NextAsync());

        Task first = group.LeaveAsync(stop.Token);
        Task second = group.LeaveAsync();
        Assert.Equal("leave doc", await _broker.NextAsync());
        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.WithinLimitAsync());
        _broker.MayLeave.Open();
        await second.WithinLimitAsync();

        Assert.False(_broker.HasNext);
        Assert.Equal(0, _hubs.Count);
    }

    [Fact]
    public async Task Join_ThatFailsAndMayHaveReachedTheBroker_SaysSoAndIsUndone()
    {
        _broker.MayJoin.Open();
        _broker.JoinFailures.Enqueue(new PeerRpcException(PeerErrorCode.ConnectionLost, "Lost.", Executed.Maybe));
        _broker.JoinFailures.Enqueue(new PeerRpcException(PeerErrorCode.Unavailable, "Away."));
        PeerGroup group = Group("doc");

        PeerRpcException failure =
            await Assert.ThrowsAsync<PeerRpcException>(() => group.JoinAsync().WithinLimitAsync());
        Assert.Equal(["join doc", "join doc"], [await _broker.NextAsync(), await _broker.NextAsync()]);
        Assert.Equal("leave doc", await _broker.NextAsync());
        Task again = group.JoinAsync();
        Assert.False(_broker.HasNext);
        _broker.MayLeave.Open();
        await again.WithinLimitAsync();

        Assert.Equal((PeerErrorCode.Unavailable, Executed.Maybe), (failure.Code, failure.Executed));
        Assert.Equal("join doc", await _broker.NextAsync());
    }

    [Fact]
    public async Task Join_ThatIsRefused_LeavesNothingToUndo()
    {
        _broker.MayJoin.Open();
        _broker.JoinFailures.Enqueue(new PeerRpcException(PeerErrorCode.PermissionDenied, "No."));

        PeerRpcException failure =
            await Assert.ThrowsAsync<PeerRpcException>(() => Group("doc").JoinAsync().WithinLimitAsync());

        Assert.Equal((PeerErrorCode.PermissionDenied, Executed.No), (failure.Code, failure.Executed));
        Assert.Equal("join doc", await _broker.NextAsync());
        Assert.False(_broker.HasNext);
        Assert.Equal(0, _hubs.Count);
    }

    [Fact]
    public async Task Leave_ThatCouldNotBeTold_IsToldByTheNextOne()
    {
        _broker.MayJoin.Open();
        _broker.MayLeave.Open();
        PeerGroup group = Group("doc");
        await group.JoinAsync().WithinLimitAsync();
        Assert.Equal("join doc", await _broker.NextAsync());
        _broker.LeaveFailure = new PeerRpcException(PeerErrorCode.Unavailable, "Away.");

        PeerRpcException failure =
            await Assert.ThrowsAsync<PeerRpcException>(() => group.LeaveAsync().WithinLimitAsync());
        Assert.Equal(1, _hubs.Count);
        await group.LeaveAsync().WithinLimitAsync();

        Assert.Equal(PeerErrorCode.Unavailable, failure.Code);
        Assert.Equal(["leave doc", "leave doc"], [await _broker.NextAsync(), await _broker.NextAsync()]);
        Assert.Equal(0, _hubs.Count);
    }

    [Fact]
    public async Task Groups_ThatAreLeftOrNotListenedToAnyMore_AreForgotten()
    {
        _broker.MayJoin.Open();
        _broker.MayLeave.Open();

        for (int i = 0; i < 100; i++)
        {
            PeerGroup group = Group($"doc{i}");
            using IDisposable before = group.Topic<int>("words").Subscribe(new Listener<PeerTopicMessage<int>>());
            await group.JoinAsync().WithinLimitAsync();
            await group.LeaveAsync().WithinLimitAsync();
            using IDisposable gaps = group.Gaps.Subscribe(new Listener<PeerGroupGap>());
            using IDisposable words = group.Topic<int>("words").Subscribe(new Listener<PeerTopicMessage<int>>());
            Assert.Equal(1, _hubs.Count);
        }

        Assert.Equal(0, _hubs.Count);
    }

    [Fact]
    public async Task Handles_ThatAreOlderThanALeave_WorkBehindIt()
    {
        _broker.MayJoin.Open();
        _broker.MayLeave.Open();
        PeerGroup group = Group("doc");
        PeerEvents<PeerGroupGap> gaps = group.Gaps;
        PeerTopic<int> words = group.Topic<int>("words");
        await group.JoinAsync().WithinLimitAsync();
        IDisposable old = gaps.Subscribe(new Listener<PeerGroupGap>());
        await group.LeaveAsync().WithinLimitAsync();
        Assert.Equal(0, _hubs.Count);

        var gap = new Signal<PeerGroupGap>();
        var word = new Signal<PeerTopicMessage<int>>();
        using IDisposable ofGaps = gaps.Subscribe(new Listener<PeerGroupGap>(gap.Set));
        using IDisposable ofWords = words.Subscribe(new Listener<PeerTopicMessage<int>>(word.Set));
        await group.JoinAsync().WithinLimitAsync();
        old.Dispose();
        byte[] payload = SingleValue.Encode(new JsonPeerSerializer().GetCodec<int>(), 7);
        _broker.Items.Writer.TryWrite(new GroupItem(3, Missed: 2));
        _broker.Items.Writer.TryWrite(new GroupItem(4, Message: new GroupDelivery("ann", "", "words", payload)));

        Assert.Equal(2, (await gap.WaitAsync()).Missed);
        Assert.Equal(new("ann", 7), await word.WaitAsync());
        Assert.Equal(1, _hubs.Count);
    }

    [Fact]
    public async Task Join_OfAClientThatIsClosed_Fails()
    {
        await _hubs.CloseAsync();

        PeerRpcException failure = await Assert.ThrowsAsync<PeerRpcException>(() => Group("doc").JoinAsync());

        Assert.Equal((PeerErrorCode.Unavailable, Executed.No), (failure.Code, failure.Executed));
        Assert.False(_broker.HasNext);
    }

    private PeerGroup Group(string name) => _broker.Group(name, _hubs, () => "bob");

    private sealed class Listener<T>(Action<T>? next = null) : IObserver<T>
    {
        public void OnNext(T value) => next?.Invoke(value);

        public void OnError(Exception error)
        {
        }

        public void OnCompleted()
        {
        }
    }
}
