using PeerRpc.Client.Balancing;
using PeerRpc.Core.Balancing;
using PeerRpc.TestKit;
using Xunit;

namespace PeerRpc.Client.Tests.Balancing;

public class PeerPoolTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly FakeDirectory _directory = new();

    [Fact]
    public async Task Use_OfOneFilter_BeginsOneWatchForAll()
    {
        var pools = new PeerPools(_directory.Services);
        PeerPool pool = pools.Get(PeerPools.FilterOf("draw"));
        PeerPool same = pools.Get(new PeerFilter { Capability = "draw" });

        Task<PeerRpcException?> changed = pool.Calls.Changed;
        pool.Calls.Use();
        same.Calls.Use();
        FakeDirectory.Watch watch = await _directory.NextAsync();
        watch.Tell("a", "b");
        Assert.Null(await changed.WithinLimitAsync());

        Assert.Same(pool, same);
        Assert.NotSame(pool, pools.Get(new PeerFilter { Capability = "draw", IdPrefix = "a" }));
        Assert.Equal("draw", watch.Filter.Capability);
        Assert.Equal(["a", "b"], pool.Calls.Members?.Select(member => member.Id));
        Assert.False(_directory.HasNext);
        await pools.DisposeAsync();
        Assert.True(watch.Ended.IsOpen);
    }

    [Fact]
    public async Task Watch_ThatNobodyUses_EndsAndTheNextUseBeginsAnother()
    {
        var pool = new PeerPool(_directory.Services, new PeerFilter());
        pool.Calls.Use();
        FakeDirectory.Watch first = await _directory.NextAsync();
        await KnowAsync(pool, first, "a");
        PoolMember a = pool.Calls.Members![0];

        _directory.Clock.Advance(Minute);
        Assert.True(pool.Calls.TryChoose(PoolOrder.LeastInFlight, null, out _));
        _directory.Clock.Advance(Minute);
        Assert.False(first.Ended.IsOpen);
        Task<PeerRpcException?> ending = pool.Calls.Changed;
        _directory.Clock.Advance(Minute);
        await first.Ended.WaitAsync();
        Assert.Null(await ending.WithinLimitAsync());

        Assert.False(pool.Calls.TryChoose(PoolOrder.LeastInFlight, null, out _));
        Assert.False(pool.IsFollowing);
        pool.Calls.Use();
        await KnowAsync(pool, await _directory.NextAsync(), "a");
        Assert.Same(a, pool.Calls.Members?[0]);
        await pool.DisposeAsync();
    }

    [Fact]
    public async Task Watch_ThatTheBrokerRefuses_IsToldAndBegunAgain()
    {
        var pool = new PeerPool(_directory.Services, new PeerFilter());
        Task<PeerRpcException?> changed = pool.Calls.Changed;
        pool.Calls.Use();
        var refused = new PeerRpcException(PeerErrorCode.PermissionDenied, "No.");

        (await _directory.NextAsync()).Updates.Writer.Complete(refused);

        Assert.Same(refused, await changed.WithinLimitAsync());
        pool.Calls.Use();
        await KnowAsync(pool, await _directory.NextAsync(), "a");
        await pool.DisposeAsync();
    }

    [Fact]
    public async Task Use_OfAClosedPool_Fails()
    {
        var pool = new PeerPool(_directory.Services, new PeerFilter());
        await pool.DisposeAsync();

        PeerRpcException failure = Assert.Throws<PeerRpcException>(pool.Calls.Use);

        Assert.Equal((PeerErrorCode.Unavailable, Executed.No), (failure.Code, failure.Executed));
    }

    private static async Task KnowAsync(PeerPool pool, FakeDirectory.Watch watch, params string[] ids)
    {
        Task<PeerRpcException?> changed = pool.Calls.Changed;
        watch.Tell(ids);
        Assert.Null(await changed.WithinLimitAsync());
    }
}
