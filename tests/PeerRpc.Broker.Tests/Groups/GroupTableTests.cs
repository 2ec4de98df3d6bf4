using PeerRpc.Broker.Groups;
using PeerRpc.Broker.Registry;
using PeerRpc.Broker.Tests.Fakes;
using PeerRpc.Core.Calls;
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
        Assert.Equal(
            PeerState.Reconnecting,
            Assert.Single(new GroupPeers(groups.Find("doc")!, broker.Get<PeerTable>()).List(out _)).State);
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

    private static GroupJoin Join(string peerId) => new("doc", peerId, Guid.Empty, 0, 0);
}
