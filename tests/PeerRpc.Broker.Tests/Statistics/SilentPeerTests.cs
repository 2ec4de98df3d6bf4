using PeerRpc.Broker.Tests.Fakes;
using Xunit;

namespace PeerRpc.Broker.Tests.Statistics;

public class SilentPeerTests
{
    [Fact]
    public async Task Peer_ThatFallsSilent_IsReconnectingAndThenGone()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient silent = await broker.ConnectAsync("silent");
        IPeerBroker view = broker.Get<IPeerBroker>();
        PeerState before = Assert.Single(view.ListPeers()).State;

        broker.Pass(TimeSpan.FromSeconds(25));
        await silent.BrokerSide.WaitAsync(RawClient.Deadline);
        PeerState cutOff = Assert.Single(view.ListPeers()).State;
        broker.Pass(TimeSpan.FromSeconds(29));
        PeerState late = Assert.Single(view.ListPeers()).State;
        broker.Pass(TimeSpan.FromSeconds(2));

        Assert.Equal((PeerState.Online, PeerState.Reconnecting), (before, cutOff));
        Assert.Equal(PeerState.Reconnecting, late);
        Assert.Empty(view.ListPeers());
        Assert.Equal(0, view.GetStatus().Sessions);
    }
}
