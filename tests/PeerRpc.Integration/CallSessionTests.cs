using Microsoft.Extensions.DependencyInjection;
using PeerRpc.Broker;
using PeerRpc.Testing;

namespace PeerRpc.Integration;

/// <summary>What a controller on the broker learns of the client that calls it.</summary>
public class CallSessionTests
{
    [Fact]
    public async Task GetSession_CallToTheBroker_HasTheIdsOfTheCaller()
    {
        await using InMemoryBroker broker = await InMemoryBroker.StartAsync(services => services
            .AddPeerBroker(options => options.AllowAnonymousPeers = true)
            .AddController<ISelf, Self>());
        await using PeerClient client = await broker.ConnectAsync();
        ISelf self = client.Broker.Controller<ISelf>();

        string[] before = await self.PeerIds();
        await client.RegisterAsPeerAsync("alice");
        await client.RegisterAsPeerAsync("alice.phone");
        string[] after = await self.PeerIds();

        Assert.Empty(before);
        Assert.Equal(["alice", "alice.phone"], after);
    }

    [Fact]
    public void GetSession_CallToAPeer_Throws() =>
        Assert.Throws<ArgumentException>(() => new TestPeerCall("alice", "bob").GetSession());
}
