using PeerRpc.Core.Frames;
using PeerRpc.TestKit;
using Xunit;

namespace PeerRpc.Client.Tests;

public class UnlistedRefusalTests
{
    [Theory]
    [InlineData(19)]
    [InlineData(255)]
    public async Task RouteRefused_WithACodeThatIsNotListed_FailsTheCallAsInternalAndTheClientLivesOn(byte code)
    {
        await using FakeServer server = RawBroker.Start((stream, label, token) => RawBroker.SendAsync(
            stream, label, new RouteRefusedFrame((PeerErrorCode)code, (PeerErrorOrigin)code, default, "why"), token));
        await using PeerClient client = await PeerClient.ConnectAsync(server.Address("tcp")).WithinLimitAsync();
        IPing ping = client.Peer("bob").Controller<IPing>();

        for (int i = 0; i < 2; i++)
        {
            PeerRpcException failure =
                await Assert.ThrowsAsync<PeerRpcException>(() => ping.Send().WithinLimitAsync());
            Assert.Equal((PeerErrorCode.Internal, Executed.No), (failure.Code, failure.Executed));
            Assert.Equal((PeerErrorOrigin.Broker, "why"), (failure.Origin, failure.Message));
        }

        Assert.Equal(2, client.GetStatistics().CallsMade[PeerErrorCode.Internal]);
        Assert.Equal(PeerConnectionState.Connected, client.ConnectionState);
    }
}
