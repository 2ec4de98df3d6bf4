using PeerRpc.Broker.Tests.Fakes;
using PeerRpc.Core.Frames;
using Xunit;

namespace PeerRpc.Broker.Tests.Routing;

public class RouteTests
{
    [Fact]
    [Trait("Must", "R-10")]
    public async Task Data_OnAnOpenRoute_ArrivesUnderTheOtherLabelInBothDirections()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync(), bob = await broker.ConnectAsync("bob");
        uint label = await TestBroker.OpenRouteAsync(alice, 1, bob, "bob");

        await alice.SendDataAsync(1, 1, 2, 3);
        ReceivedFrame there = await bob.ExpectAsync(FrameKind.Data, label);
        await bob.SendDataAsync(label, 4, 5);
        ReceivedFrame back = await alice.ExpectAsync(FrameKind.Data, 1);

        Assert.Equal(0u, label & 1);
        Assert.Equal([1, 2, 3], there.Body);
        Assert.Equal([4, 5], back.Body);
    }

    [Fact]
    public async Task OpenRoute_ToOneself_Works()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync("alice");

        uint label = await TestBroker.OpenRouteAsync(alice, 1, alice, "alice");
        await alice.SendDataAsync(1, 7);

        await alice.ExpectAsync(FrameKind.Data, label);
    }
}
