using Microsoft.Extensions.DependencyInjection;
using PeerRpc.Broker.Registry;
using PeerRpc.Core.Frames;
using PeerRpc.Integration.Behaviours;
using PeerRpc.Testing;

namespace PeerRpc.Integration;

public class ReservedIdTests
{
    [Fact]
    public async Task Register_AnIdThatIsKeptForAnother_TellsWhenToTryAgain()
    {
        await using InMemoryBroker broker = await InMemoryBroker.StartAsync();
        var listing = new PeerListing("kept", PeerState.Reconnecting, default, PrincipalStamp.Anonymous, null);
        broker.Services.GetRequiredService<Reservations>().Add(listing, new PeerOwner("", new byte[32], 1));
        await using PeerClient stranger = await broker.ConnectAsync();

        PeerRpcException refused = await stranger.RegisterAsPeerAsync("kept")
            .FailsAsync(PeerErrorCode.PeerIdInUse, Executed.No, PeerErrorOrigin.Broker);

        Assert.InRange(refused.RetryAfter ?? default, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(30));
    }
}
