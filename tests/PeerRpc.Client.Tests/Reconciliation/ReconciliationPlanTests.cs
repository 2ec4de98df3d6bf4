using PeerRpc.Client.Reconciliation;
using Xunit;

namespace PeerRpc.Client.Tests.Reconciliation;

public sealed class ReconciliationPlanTests
{
    private readonly Dictionary<string, PeerInfo> _peers = [];
    private readonly HashSet<string> _own = ["me"];
    private readonly ReconciliationPlan _plan;
    private long _reasons;
    private long _ticks;

    public ReconciliationPlanTests() => _plan = new ReconciliationPlan(limit: 3, _own.Contains);

    [Fact]
    public void Members_WhenTheClientHasJoinedAndTheListIsFresh_AreAllDue()
    {
        Come("a", "b", "me");
        Assert.False(_plan.IsCurrent);
        Assert.Empty(Begin());

        Join();

        Assert.True(_plan.IsCurrent);
        Assert.Equal(["a", "b"], Begin());
        Assert.Empty(Begin());
    }

    [Fact]
    public void Members_WhenTheListComesAfterTheJoining_AreAllDue()
    {
        Join();
        Assert.Empty(Begin());

        Come("a");

        Assert.Equal(["a"], Begin());
    }

    [Fact]
    public void Members_WhenTheListIsFreshAgain_AreAllDueAgain()
    {
        ComeAndFinish("a", "b");

        Lose();
        _plan.Ask("a");
        Assert.False(_plan.IsCurrent);
        Assert.Empty(Begin());
        Come();

        Assert.Equal(["a", "b"], Begin().Order());
    }

    [Fact]
    public void Members_WhenTheClientHasJoinedAgain_AreAllDueAgain()
    {
        ComeAndFinish("a", "b");

        _plan.SetStanding(false, _reasons);
        Assert.Empty(Begin());
        Join();

        Assert.Equal(["a", "b"], Begin());
    }

    [Fact]
    public void Members_AfterAReason_AreAllDueOnce()
    {
        ComeAndFinish("a", "b");

        _plan.SetStanding(true, ++_reasons);
        _plan.SetStanding(true, _reasons);
        _plan.SetStanding(true, _reasons - 1);
        _plan.AskAll();

        Assert.Equal(["a", "b"], BeginAndFinish());
        Assert.Empty(Begin());
    }

    [Fact]
    public void Member_ThatComesOrCanBeReachedAgain_IsDue()
    {
        ComeAndFinish("a");

        Come("b");
        Assert.Equal(["b"], BeginAndFinish());
        See(PeerState.Reconnecting, "b");
        _plan.AskAll();
        Assert.Equal(["a"], BeginAndFinish());
        See(PeerState.Online, "b");
        Assert.Equal(["b"], BeginAndFinish());
        See(PeerState.Online, "b");
        Assert.Equal(["b"], BeginAndFinish());
    }

    [Fact]
    public void Member_WhoseDescriptionAloneHasChanged_IsNotDue()
    {
        ComeAndFinish("a");

        _plan.SetMembers(new PeerDirectoryUpdate { Peers = _peers, Changed = [_peers["a"]] });

        Assert.Empty(Begin());
    }

    [Fact]
    public void Member_AskedForWhileItIsComparedWith_IsComparedWithOnceMoreAfterThat()
    {
        Join();
        Come("a");
        Neighbour member = Assert.Single(Take()).Member;

        _plan.Ask("a");
        _plan.AskAll();
        Assert.Empty(Begin());
        Assert.False(_plan.End(member, mayPass: false, out _));

        Assert.Equal(["a"], BeginAndFinish());
        Assert.Empty(Begin());
    }

    [Fact]
    public void Members_BeyondTheLimit_WaitForTheirTurn()
    {
        Join();
        Come("a", "b", "c", "d", "e");

        (Neighbour Member, CancellationTokenSource)[] first = Take();
        Assert.Equal(["a", "b", "c"], first.Select(begun => begun.Member.Id));
        _plan.AskAll();
        _plan.End(first[1].Member, mayPass: false, out _);

        Assert.Equal(["d"], Begin());
    }

    [Fact]
    public void Member_WithWhomItFailed_IsTriedAfterAWait()
    {
        Join();
        Come("a");
        Neighbour member = Assert.Single(Take()).Member;

        Assert.True(_plan.End(member, mayPass: true, out CancellationTokenSource? wait));
        _plan.Ask("a");
        Assert.Empty(Begin());
        Assert.Equal(1, member.Failures);
        _plan.EndWait(member, wait!);

        Assert.Equal(["a"], BeginAndFinish());
        Assert.Equal(0, member.Failures);
        _plan.EndWait(member, wait!);
        Assert.Empty(Begin());
    }

    [Fact]
    public void Member_WithWhomItFailedAndThatIsBack_IsTriedAtOnce()
    {
        Join();
        Come("a");
        _plan.End(Assert.Single(Take()).Member, mayPass: true, out CancellationTokenSource? wait);

        See(PeerState.Reconnecting, "a");
        See(PeerState.Online, "a");

        Assert.Equal([wait!], _plan.TakeStopped());
        Assert.Equal(["a"], Begin());
    }

    [Fact]
    public void Member_WithWhomItFailedBecauseItIsAway_IsTriedWhenItIsBack()
    {
        Join();
        Come("a");
        Neighbour member = Assert.Single(Take()).Member;

        See(PeerState.Reconnecting, "a");
        Assert.False(_plan.End(member, mayPass: true, out _));
        Assert.Empty(Begin());
        See(PeerState.Online, "a");

        Assert.Equal(["a"], Begin());
    }

    [Fact]
    public void Member_ThatIsGone_IsStoppedAndForgotten()
    {
        Join();
        Come("a", "b", "c");
        (Neighbour Member, CancellationTokenSource Stop)[] begun = Take();
        _plan.End(begun[1].Member, mayPass: true, out CancellationTokenSource? wait);
        _plan.End(begun[2].Member, mayPass: false, out _);

        Go("a", "b", "c");

        Assert.Equal([begun[0].Stop, wait!], _plan.TakeStopped());
        Assert.Equal(1, _plan.Count);
        Assert.False(_plan.End(begun[0].Member, mayPass: true, out _));
        Assert.Equal(0, _plan.Count);
        Assert.Empty(Begin());
    }

    [Fact]
    public void Member_ThatComesBackWhileAComparisonEnds_IsComparedWithAfterThat()
    {
        Join();
        Come("a");
        (Neighbour member, CancellationTokenSource stop) = Assert.Single(Take());

        Go("a");
        Come("a");
        Assert.Equal([stop], _plan.TakeStopped());
        Assert.Empty(Begin());
        Assert.False(_plan.End(member, mayPass: false, out _));

        Assert.Equal(["a"], Begin());
    }

    [Fact]
    public void Members_OfAListThatIsFollowedAnew_AreThoseThatItHas()
    {
        ComeAndFinish("a", "b");

        _plan.LoseMembers();
        Assert.False(_plan.IsCurrent);
        _peers.Remove("a");
        _plan.SetMembers(new PeerDirectoryUpdate { Peers = _peers, Changed = [.. _peers.Values] });

        Assert.Equal(["b"], Begin());
        Assert.Equal(1, _plan.Count);
    }

    [Fact]
    public void Self_UnderAnIdThatIsLost_IsSomebodyElse()
    {
        ComeAndFinish("a", "me");

        _own.Clear();
        See(PeerState.Online, "me");
        Assert.Equal(["me"], BeginAndFinish());
        _own.Add("me");
        _plan.AskAll();

        Assert.Equal(["a"], Begin());
    }

    [Fact]
    public void Close_StopsWhatRunsAndBeginsNothing()
    {
        Join();
        Come("a", "b", "c", "d");
        (Neighbour Member, CancellationTokenSource Stop)[] begun = Take();

        _plan.Close();

        Assert.Equal(begun.Select(one => one.Stop), _plan.TakeStopped());
        foreach ((Neighbour member, _) in begun)
            Assert.False(_plan.End(member, mayPass: true, out _));
        Assert.Empty(Begin());
        Assert.Equal(0, _plan.Count);
    }

    private void Join() => _plan.SetStanding(true, ++_reasons);

    private void Lose() => _plan.SetMembers(new PeerDirectoryUpdate { Peers = _peers, IsStale = true });

    private void Come(params string[] ids) => See(PeerState.Online, ids);

    private void See(PeerState state, params string[] ids)
    {
        foreach (string id in ids)
            _peers[id] = new PeerInfo { Id = id, State = state, Since = DateTimeOffset.UnixEpoch.AddTicks(++_ticks) };
        _plan.SetMembers(new PeerDirectoryUpdate { Peers = _peers, Changed = [.. ids.Select(id => _peers[id])] });
    }

    private void Go(params string[] ids)
    {
        foreach (string id in ids)
            _peers.Remove(id);
        _plan.SetMembers(new PeerDirectoryUpdate { Peers = _peers, Gone = ids });
    }

    private void ComeAndFinish(params string[] ids)
    {
        Join();
        Come(ids);
        BeginAndFinish();
    }

    private (Neighbour Member, CancellationTokenSource Stop)[] Take()
    {
        List<(Neighbour, CancellationTokenSource)> begun = [];
        while (_plan.TryBegin() is { } one)
            begun.Add(one);
        return [.. begun];
    }

    private string[] Begin() => [.. Take().Select(begun => begun.Member.Id)];

    private string[] BeginAndFinish()
    {
        (Neighbour Member, CancellationTokenSource)[] begun = Take();
        foreach ((Neighbour member, _) in begun)
            _plan.End(member, mayPass: false, out _);
        return [.. begun.Select(one => one.Member.Id)];
    }
}
