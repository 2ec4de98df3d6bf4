using System.Buffers.Binary;
using PeerRpc.Broker.Tests.Fakes;
using PeerRpc.Core.Frames;
using Xunit;

namespace PeerRpc.Broker.Tests.Routing;

/// <summary>
/// Many clients open, use and close routes to one at the same time, so that labels are reused all the time: a label
/// must never carry another route's data.
/// </summary>
public class LabelChurnTests
{
    private const int Openers = 4;
    private const int RoutesEach = 300;

    [Fact]
    public async Task Labels_ReusedUnderChurn_NeverCarryAnotherRoutesData()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient target = await broker.ConnectAsync("target", pauseAt: 1024 * 1024);
        RawClient[] openers = await Task.WhenAll(
            Enumerable.Range(0, Openers).Select(_ => broker.ConnectAsync(pauseAt: 1024 * 1024)));

        Task<int> accepting = AcceptAsync(target, Openers * RoutesEach);
        await Task.WhenAll(openers.Select((opener, i) => Task.Run(() => ChurnAsync(opener, i)))).WaitAsync(Late);

        Assert.Equal(0, await accepting.WaitAsync(Late));
        Assert.Equal(0, target.Session.Hop.CountOpened());
    }

    private static TimeSpan Late => 3 * RawClient.Deadline;

    private static byte[] Tag(int opener, int route)
    {
        var tag = new byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(tag, opener);
        BinaryPrimitives.WriteInt32LittleEndian(tag.AsSpan(4), route);
        return tag;
    }

    // Opens a route, sends its tag a few times, and closes it without waiting for anything but the answers.
    private static async Task ChurnAsync(RawClient client, int opener)
    {
        for (int route = 0; route < RoutesEach; route++)
        {
            byte[] tag = Tag(opener, route);
            uint label = (uint)((route % 3) * 2) + 1;
            await client.OpenAsync(label, "target", "", tag);
            bool abandoned = route % 5 == 0;
            if (!abandoned)
                await client.ExpectAsync(FrameKind.RouteOpened, label);
            for (int i = 0; i < 3 && !abandoned; i++)
                await client.SendDataAsync(label, tag);
            await client.SendAsync(label, new CloseRouteFrame(CloseReason.Superseded, ""));
            while ((await client.ReceiveAsync())!.Kind != FrameKind.CloseRoute)
            {
            }
        }
    }

    // Counts the frames that came under a label which belongs to another route.
    private static async Task<int> AcceptAsync(RawClient target, int routes)
    {
        var tags = new Dictionary<uint, byte[]>();
        int wrong = 0, closed = 0;
        // A route that is abandoned early enough is never offered, so the last data marks the end instead of a count.
        while (closed < routes - (Openers * (RoutesEach / 5)))
        {
            ReceivedFrame frame = (await target.ReceiveAsync())!;
            if (frame.Kind == FrameKind.OpenRoute)
            {
                Assert.True(IncomingRouteFrame.TryRead(frame.Body, out IncomingRouteFrame incoming));
                Assert.True(tags.TryAdd(frame.Label, incoming.Hello.ToArray()));
                await target.SendAsync(frame.Label, new RouteOpenedFrame("", default));
            }
            else if (frame.Kind == FrameKind.Data)
            {
                for (int at = 0; at < frame.Body.Length; at += 8)
                    wrong += frame.Body.AsSpan(at, 8).SequenceEqual(tags[frame.Label]) ? 0 : 1;
            }
            else if (frame.Kind == FrameKind.CloseRoute)
            {
                int route = BinaryPrimitives.ReadInt32LittleEndian(tags[frame.Label].AsSpan(4));
                closed += route % 5 == 0 ? 0 : 1;
                tags.Remove(frame.Label);
                await target.SendAsync(frame.Label, new CloseRouteFrame(CloseReason.Superseded, ""));
            }
        }
        return wrong;
    }
}
