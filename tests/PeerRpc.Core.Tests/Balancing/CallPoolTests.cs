using PeerRpc.Core.Balancing;
using PeerRpc.Core.Calls;
using PeerRpc.Core.Connections;
using PeerRpc.TestKit;
using Xunit;

namespace PeerRpc.Core.Tests.Balancing;

public class CallPoolTests
{
    private readonly ManualClock _clock = new();
    private readonly CallPool _pool;
    private int _follows;

    public CallPoolTests() => _pool = new CallPool(_clock, WorkScheduler.Pool, () => _follows++);

    [Fact]
    public void Choose_BeforeAnybodyIsKnown_IsNobody()
    {
        Assert.False(_pool.TryChoose(PoolOrder.LeastInFlight, null, out _));

        _pool.Use();

        Assert.Equal(1, _follows);
        Assert.True(_pool.TakeUsed());
        Assert.False(_pool.TakeUsed());
    }

    [Fact]
    public void Choose_InTurn_IsEvenAlsoBesideThoseThatAreSkipped()
    {
        Update(("a", PeerState.Online), ("b", PeerState.Draining), ("c", PeerState.Online), ("d", PeerState.Reconnecting));

        Dictionary<string, int> chosen = Count(PoolOrder.RoundRobin, 100);

        Assert.Equal(new Dictionary<string, int> { ["a"] = 50, ["c"] = 50 }, chosen);
    }

    [Fact]
    public void Choose_LeastInFlight_FillsUpEvenly()
    {
        Update(("a", PeerState.Online), ("b", PeerState.Online), ("c", PeerState.Online));
        foreach (PoolMember member in _pool.Members!.Take(1))
            Begin(member, 6);

        for (int i = 0; i < 12; i++)
            Begin(Choose(PoolOrder.LeastInFlight), 1);

        Assert.Equal([6, 6, 6], _pool.Members!.Select(member => member.InFlight));
    }

    [Fact]
    public void Choose_AmongFullOnes_TakesTheLeast()
    {
        Update(("a", PeerState.Online), ("b", PeerState.Online));
        foreach (PoolMember member in _pool.Members!)
        {
            member.Learn(2);
            Begin(member, member.Id == "a" ? 5 : 4);
        }

        Assert.Equal(["b"], Count(PoolOrder.RoundRobin, 4).Keys);
        Assert.Equal(["b"], Count(PoolOrder.LeastInFlight, 4).Keys);
    }

    [Fact]
    public void Choose_AfterARefusal_LeavesThePeerAloneForAWhile()
    {
        Update(("a", PeerState.Online), ("b", PeerState.Online));
        PoolMember a = _pool.Members![0];

        a.Rest(TimeSpan.FromSeconds(1), isBroken: false, _clock);
        Assert.Equal(["b"], Count(PoolOrder.LeastInFlight, 4).Keys);
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(["a", "b"], Count(PoolOrder.LeastInFlight, 4).Keys.Order());
    }

    [Fact]
    public void Choose_WhenAllHaveRefused_IsABrokenOneOrNobody()
    {
        Update(("a", PeerState.Online), ("b", PeerState.Online));
        (PoolMember a, PoolMember b) = (_pool.Members![0], _pool.Members[1]);

        a.Rest(TimeSpan.FromSeconds(1), isBroken: false, _clock);
        b.Rest(TimeSpan.FromSeconds(1), isBroken: true, _clock);

        Assert.Same(b, Choose(PoolOrder.RoundRobin));
        Assert.False(_pool.TryChoose(PoolOrder.RoundRobin, [b], out _));
    }

    [Fact]
    public void Choose_Sticky_GoesElsewhereOnlyWhileItsPeerCannotBeCalled()
    {
        Update(("a", PeerState.Online), ("b", PeerState.Online), ("c", PeerState.Online));
        PoolOrder order = PoolOrder.StickyTo("key");
        PoolMember own = Choose(order);

        own.State = PeerState.Reconnecting;
        PoolMember other = Choose(order);
        Assert.NotSame(own, other);
        Assert.Same(other, Choose(order));
        own.State = PeerState.Online;
        Assert.Same(own, Choose(order));
        own.Learn(1);
        own.Begin();

        Assert.Same(other, Choose(order));
    }

    [Fact]
    public void Choose_Sticky_SpreadsKeysAndDoesSoAlikeInOtherProcesses()
    {
        (string, PeerState)[] peers = [.. Enumerable.Range(0, 8).Select(i => ($"worker{i}", PeerState.Online))];
        Update(peers);
        var other = new CallPool(_clock, WorkScheduler.Pool, () => { });
        Update(other, [.. peers.Reverse()]);
        var chosen = new Dictionary<string, int>();

        for (int i = 0; i < 8000; i++)
        {
            PoolOrder order = PoolOrder.StickyTo($"key {i}");
            string id = Choose(order).Id;
            Assert.True(other.TryChoose(order, null, out PoolMember? same));
            Assert.Equal(id, same.Id);
            chosen[id] = chosen.GetValueOrDefault(id) + 1;
        }

        Assert.Equal(8, chosen.Count);
        Assert.All(chosen.Values, count => Assert.InRange(count, 800, 1200));
    }

    [Fact]
    public async Task Changed_TellsOfUpdatesAndFailures()
    {
        Task<PeerRpcException?> first = _pool.Changed;
        Update(("a", PeerState.Online));
        Assert.Null(await first.WithinLimitAsync());
        Task<PeerRpcException?> second = _pool.Changed;
        var failure = new PeerRpcException(PeerErrorCode.PermissionDenied, "No.");

        _pool.Forget();
        _pool.Tell(failure);

        Assert.Same(failure, await second.WithinLimitAsync());
        Assert.Null(_pool.Members);
    }

    [Fact]
    public void Update_KeepsThoseThatStay()
    {
        Update(("a", PeerState.Online), ("b", PeerState.Online));
        PoolMember b = _pool.Members![1];
        PoolMember a = _pool.Members[0];

        Update(("b", PeerState.Draining), ("c", PeerState.Online));

        Assert.True(a.IsGone);
        Assert.Same(b, _pool.Members![0]);
        Assert.Equal(PeerState.Draining, b.State);
    }

    private static void Begin(PoolMember member, int calls)
    {
        for (int i = 0; i < calls; i++)
            member.Begin();
    }

    private static void Update(CallPool pool, params (string Id, PeerState State)[] peers) => pool.Update(
        peers.ToDictionary(
            peer => peer.Id,
            peer => new PeerInfo { Id = peer.Id, State = peer.State, Since = DateTimeOffset.UnixEpoch }),
        id => new Nowhere(id));

    private void Update(params (string Id, PeerState State)[] peers) => Update(_pool, peers);

    private PoolMember Choose(PoolOrder order)
    {
        Assert.True(_pool.TryChoose(order, null, out PoolMember? chosen));
        return chosen;
    }

    private Dictionary<string, int> Count(PoolOrder order, int times) =>
        Enumerable.Range(0, times).Select(_ => Choose(order).Id).CountBy(id => id).ToDictionary();

    private sealed class Nowhere(string id) : IOutgoingCallSource
    {
        public string TargetId => id;

        public OutgoingCalls GetCalls() => throw new NotSupportedException();
    }
}
