using PeerRpc.Broker.Tests.Fakes;
using PeerRpc.Core.Frames;
using Xunit;

namespace PeerRpc.Broker.Tests.Routing;

public class CongestionTests
{
    private static readonly Action<PeerBrokerOptions> SmallQueue = options =>
    {
        options.AllowAnonymousPeers = true;
        options.MaxQueueBytes = 256 * 1024;
    };

    [Fact]
    [Trait("Must", "R-11")]
    public async Task FullQueue_ClosesTheLargestRouteOnly_AndNeverStopsTheSender()
    {
        await using var broker = new TestBroker(SmallQueue);
        RawClient alice = await broker.ConnectAsync();
        RawClient bob = await broker.ConnectAsync("bob", pauseAt: 4 * 1024);
        uint large = await TestBroker.OpenRouteAsync(alice, 1, bob, "bob");
        uint small = await TestBroker.OpenRouteAsync(alice, 3, bob, "bob");
        await StuffAsync(alice, 1, 8 * 1024);
        await StuffAsync(alice, 3, 8 * 1024);

        for (int i = 0; i < 6; i++)
            await StuffAsync(alice, 1, 40 * 1024);
        await alice.SendDataAsync(1, new byte[40 * 1024]);

        Assert.Equal(CloseReason.Congested, (await alice.ExpectClosedAsync(1)).Reason);
        await alice.SyncAsync();
        Assert.Equal(8 * 1024, (await bob.ExpectAsync(FrameKind.Data, large)).Body.Length);
        Assert.Equal(8 * 1024, (await bob.ExpectAsync(FrameKind.Data, small)).Body.Length);
        Assert.Equal(CloseReason.Congested, (await bob.ExpectClosedAsync(large)).Reason);
        await alice.SendDataAsync(3, 1);
        await bob.ExpectAsync(FrameKind.Data, small);
    }

    [Fact]
    public async Task FullQueue_OfRoutesOfTheSameSize_IsRelievedAtOnceAndEveryClosedRouteIsToldOfBothWays()
    {
        await using var broker = new TestBroker(SmallQueue);
        RawClient alice = await broker.ConnectAsync();
        RawClient bob = await broker.ConnectAsync("bob", pauseAt: 1024);
        var labels = new List<uint>();
        for (uint label = 1; label < 64; label += 2)
            labels.Add(await TestBroker.OpenRouteAsync(alice, label, bob, "bob"));
        await StuffAsync(alice, 1, 2 * 1024);

        for (uint label = 1; label < 64; label += 2)
            await alice.SendDataAsync(label, new byte[9 * 1024]);

        // 288 KiB do not fit: routes are closed until no more than 192 KiB wait.
        await alice.SendRawAsync(RawClient.Encode(FrameKind.Ping, 0, [1]));
        var told = new HashSet<uint>();
        while (await alice.ReceiveAsync() is { Kind: FrameKind.CloseRoute } closed)
            Assert.True(told.Add(closed.Label));
        Assert.InRange(told.Count, 4, 12);
        await DrainAsync(bob, labels.Count, told.Count);
    }

    [Fact]
    [Trait("Must", "C-9")]
    public async Task NothingTaken_ForAsLongAsTheDeathOfSilence_CutsTheConnection()
    {
        await using var broker = new TestBroker(SmallQueue);
        RawClient alice = await broker.ConnectAsync();
        RawClient bob = await broker.ConnectAsync("bob", pauseAt: 1024);
        await TestBroker.OpenRouteAsync(alice, 1, bob, "bob");
        await StuffAsync(alice, 1, 8 * 1024);

        // Bob is not silent: he only never reads. The first of six looks finds that something has been sent.
        for (int i = 0; i < 6; i++)
        {
            long before = bob.Session.Hop.Connection.Output.Length;
            await bob.SendRawAsync(RawClient.Encode(FrameKind.Ping, 0, [1]));
            await broker.WaitForAsync(() => bob.Session.Hop.Connection.Output.Length != before);
            await alice.SyncAsync();
            broker.Pass(TimeSpan.FromSeconds(5));
        }

        await bob.BrokerSide.WaitAsync(RawClient.Deadline);
        Assert.Equal(CloseReason.ConnectionLost, (await alice.ExpectClosedAsync(1)).Reason);
    }

    private static async Task StuffAsync(RawClient sender, uint label, int bytes)
    {
        await sender.SendDataAsync(label, new byte[bytes]);
        await sender.SyncAsync();
    }

    private static async Task DrainAsync(RawClient receiver, int routes, int closed)
    {
        var whole = new HashSet<uint>();
        int seenClosed = 0;
        while (whole.Count + seenClosed < routes)
        {
            ReceivedFrame? frame = await receiver.ReceiveAsync();
            Assert.NotNull(frame);
            if (frame.Kind == FrameKind.CloseRoute)
                seenClosed++;
            else if (frame.Body.Length >= 9 * 1024)
                Assert.True(whole.Add(frame.Label));
        }
        Assert.Equal(closed, seenClosed);
    }
}
