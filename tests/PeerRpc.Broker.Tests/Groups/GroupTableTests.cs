using PeerRpc.Broker.Groups;
using PeerRpc.Broker.Registry;
using PeerRpc.Broker.Tests.Fakes;
using PeerRpc.Core.Faults;
using PeerRpc.Core.Groups;
using Xunit;

namespace PeerRpc.Broker.Tests.Groups;

public class GroupTableTests
{
    private static readonly GroupDelivery Message = new("somebody", "", "topic", new byte[100]);

    [Fact]
    public async Task Group_WithoutMembersAndWatchers_VanishesWithAllThatItKept()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        await broker.ConnectAsync("bob");
        GroupTable groups = broker.Get<GroupTable>();
        groups.Join(Join("bob"));
        Group group = groups.Watch("doc");
        group.Send(Message);
        Assert.Equal((1, 1), (groups.Count, groups.MemberCount));
        Assert.InRange(groups.KeptBytes, 100, 1000);

        groups.Leave("doc", "bob");
        Assert.Equal((1, 0), (groups.Count, groups.MemberCount));
        groups.Unwatch(group);

        Assert.Equal((0, 0L), (groups.Count, groups.KeptBytes));
        group.Send(Message);
        Assert.Equal(0, groups.KeptBytes);
    }

    [Fact]
    [Trait("Must", "Q-35")]
    public async Task Member_WhoseConnectionIsLost_IsOneUntilItsReservationEnds()
    {
        await using TestBroker broker = new TestBroker(TestBroker.Open).Quiet();
        RawClient bob = await broker.ConnectAsync("bob");
        GroupTable groups = broker.Get<GroupTable>();
        groups.Join(Join("bob"));

        await bob.CloseAsync();
        await bob.BrokerSide.WaitAsync(RawClient.Deadline);
        Assert.Equal(1, groups.MemberCount);
        var members = new GroupPeers(groups.Find("doc")!, broker.Get<PeerTable>());
        Assert.Equal(["bob"], members.List(out _));
        Assert.Equal(PeerState.Reconnecting, members.Find("bob")!.State);
        broker.Pass(TimeSpan.FromSeconds(31));

        Assert.Equal((0, 0), (groups.Count, groups.MemberCount));
    }

    [Fact]
    public async Task Member_WhoLeavesForGood_IsNoneAnyMore()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient bob = await broker.ConnectAsync("bob");
        GroupTable groups = broker.Get<GroupTable>();
        groups.Join(Join("bob"));

        await bob.LeaveAsync();

        Assert.Equal(0, groups.MemberCount);
    }

    [Fact]
    public async Task Join_OfAnIdThatIsNotThere_LeavesNothing()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        GroupTable groups = broker.Get<GroupTable>();

        var refused = Assert.Throws<RefusalException>(() => groups.Join(Join("ghost")));

        Assert.Equal(PeerErrorCode.Unavailable, refused.Code);
        Assert.Equal((0, 0), (groups.Count, groups.MemberCount));
    }

    [Fact]
    [Trait("Must", "Q-38")]
    public async Task Join_AnewUnderTheSameId_CountsFromThere()
    {
        await using var broker = new TestBroker(options =>
        {
            options.AllowAnonymousPeers = true;
            options.GroupRingMessages = 2;
        });
        await broker.ConnectAsync("bob");
        GroupTable groups = broker.Get<GroupTable>();
        GroupItem old = groups.Join(Join("bob")).First;
        Group group = groups.Find("doc")!;
        for (int i = 0; i < 50; i++)
            group.Send(Message);

        GroupItem anew = groups.Join(Join("bob")).First;
        for (int i = 0; i < 5; i++)
            group.Send(Message);
        GroupItem back = groups.Join(new GroupJoin("doc", "bob", anew.Epoch, anew.Number, 0)).First;

        Assert.NotEqual(old.Epoch, anew.Epoch);
        Assert.Equal(0, anew.Missed);
        Assert.Equal((anew.Epoch, 3L), (back.Epoch, back.Missed));
    }

    [Fact]
    public async Task Join_WithANumberThatCannotBe_BeginsAnew()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        await broker.ConnectAsync("bob");
        GroupTable groups = broker.Get<GroupTable>();
        GroupItem first = groups.Join(Join("bob")).First;

        GroupItem again = groups.Join(new GroupJoin("doc", "bob", first.Epoch, first.Number, long.MinValue)).First;

        Assert.NotEqual(first.Epoch, again.Epoch);
        Assert.Equal(GroupItem.UnknownMissed, again.Missed);
    }

    [Fact]
    public async Task Send_WhenAllGroupsKeepTooMuch_IsPaidForByTheLargest()
    {
        await using var broker = new TestBroker(options =>
        {
            options.AllowAnonymousPeers = true;
            options.GroupBytes = 20_000;
        });
        await broker.ConnectAsync("bob");
        GroupTable groups = broker.Get<GroupTable>();
        MemberFeed small = groups.Join(Join("bob", "small"));
        groups.Join(Join("bob", "large"));
        for (int i = 0; i < 10; i++)
            groups.Find("small")!.Send(Message);

        for (int i = 0; i < 1000; i++)
            groups.Find("large")!.Send(Message);

        Assert.InRange(groups.KeptBytes, 15_000, 20_000);
        GroupItem back = groups.Join(
            new GroupJoin("small", "bob", small.First.Epoch, small.First.Number, 0)).First;
        Assert.Equal(0, back.Missed);
    }

    [Fact]
    public async Task Send_WhereGroupsMayKeepNothing_KeepsTheLastOfEach()
    {
        await using var broker = new TestBroker(options =>
        {
            options.AllowAnonymousPeers = true;
            options.GroupBytes = 0;
        });
        await broker.ConnectAsync("bob");
        GroupTable groups = broker.Get<GroupTable>();
        groups.Join(Join("bob", "one"));
        groups.Join(Join("bob", "two"));
        groups.Find("one")!.Send(Message);
        long alone = groups.KeptBytes;

        for (int i = 0; i < 5; i++)
        {
            groups.Find("one")!.Send(Message);
            groups.Find("two")!.Send(Message);
        }

        Assert.Equal(2 * alone, groups.KeptBytes);
        groups.Leave("one", "bob");
        groups.Leave("two", "bob");
        Assert.Equal(0, groups.KeptBytes);
    }

    [Fact]
    public async Task Groups_BeyondTheLimit_AreRefused()
    {
        await using var broker = new TestBroker(options =>
        {
            options.AllowAnonymousPeers = true;
            options.MaxGroups = 1;
        });
        await broker.ConnectAsync("bob");
        GroupTable groups = broker.Get<GroupTable>();
        groups.Join(Join("bob", "one"));

        Assert.Equal(
            PeerErrorCode.ResourceExhausted, Assert.Throws<RefusalException>(() => groups.Join(Join("bob", "two"))).Code);
        Assert.Equal(PeerErrorCode.ResourceExhausted, Assert.Throws<RefusalException>(() => groups.Watch("two")).Code);

        groups.Leave("one", "bob");
        groups.Join(Join("bob", "two"));
        Assert.Equal((1, 1), (groups.Count, groups.MemberCount));
    }

    private static GroupJoin Join(string peerId, string group = "doc") => new(group, peerId, Guid.Empty, 0, 0);
}
