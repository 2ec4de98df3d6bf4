using PeerRpc.Broker.Registry;
using PeerRpc.Broker.Sessions;
using PeerRpc.Broker.Tests.Fakes;
using PeerRpc.Core.Discovery;
using PeerRpc.Core.Registration;
using Xunit;

namespace PeerRpc.Broker.Tests.Registry;

public class PeerDescriptionsTests
{
    [Fact]
    public void Accept_WhatOthersHaveToldAlike_IsKeptOnce()
    {
        var descriptions = new PeerDescriptions();

        PeerDescription one = descriptions.Accept(Describe("/chat", "Say(String text):void"));
        PeerDescription same = descriptions.Accept(Describe("/chat", "Say(String text):void"));
        PeerDescription other = descriptions.Accept(Describe("/chat", "Shout(String text):void"));

        Assert.Same(one.Controllers, same.Controllers);
        Assert.NotSame(one.Controllers, other.Controllers);
        Assert.Equal("Shout(String text):void", other.Controllers[0].Methods[0]);
    }

    [Fact]
    public void Accept_MoreDifferentOnesThanAreShared_KeepsEachAsItIs()
    {
        var descriptions = new PeerDescriptions();

        for (int i = 0; i < 1000; i++)
            Assert.Equal($"/{i}", descriptions.Accept(Describe($"/{i}")).Controllers[0].Path);
    }

    [Fact]
    [Trait("Must", "Q-34")]
    public async Task Register_WithTooLargeADescription_IsRefusedAndRegistersNothing()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync();
        PeerDescription large = Describe("/chat", new string('x', PeerDescription.MaxControllerBytes));

        PeerRpcException refused = await Assert.ThrowsAnyAsync<PeerRpcException>(
            async () => await RegisterAsync(broker, alice, large));

        Assert.Equal(PeerErrorCode.InvalidArgument, refused.Code);
        Assert.False(broker.Get<PeerTable>().TryFind("alice", out BrokerSession? _));
    }

    [Fact]
    public async Task Register_WithADescription_IsListedWithItAtOnce()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync();

        await RegisterAsync(broker, alice, Describe("/chat"));

        Assert.Equal("/chat", broker.Get<PeerTable>().Find("alice")!.Description!.Controllers[0].Path);
    }

    private static async Task RegisterAsync(TestBroker broker, RawClient client, PeerDescription description) =>
        await broker.Get<PeerRegistry>().RegisterAsync(
            client.Session, new RegisterRequest("alice", client.Key, 1, description), client.Session.Ended);

    private static PeerDescription Describe(string path, params string[] methods) =>
        new([new PeerControllerInfo(path, methods)], [], new Dictionary<string, string>());
}
