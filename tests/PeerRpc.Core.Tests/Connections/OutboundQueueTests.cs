using PeerRpc.Core.Connections;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Tests.Fakes;
using Xunit;

namespace PeerRpc.Core.Tests.Connections;

public class OutboundQueueTests
{
    private readonly OutboundQueue _queue = new(1024 * 1024);

    [Fact]
    public void AppendData_OfTheSameRouteInARow_IsOneFrame()
    {
        _queue.AppendData(1, [1], [2]);
        _queue.AppendData(1, [3], []);

        (FrameHeader header, byte[] body) = Assert.Single(Take());
        Assert.Equal(1u, header.Label);
        Assert.Equal([1, 2, 3], body);
    }

    [Fact]
    public void AppendData_OfAnotherRouteOrBehindAnotherFrame_IsAFrameOfItsOwn()
    {
        _queue.AppendData(1, [1], []);
        _queue.AppendData(3, [2], []);
        _queue.AppendData(1, [3], []);
        _queue.Append(FrameKind.CloseRoute, 1, []);
        _queue.AppendData(1, [4], []);

        Assert.Equal([1u, 3u, 1u, 1u, 1u], Take().Select(frame => frame.Header.Label));
    }

    [Fact]
    public void AppendData_AboveTheGatheringLimit_BeginsAnotherFrame()
    {
        _queue.AppendData(1, new byte[WireLimits.GatheredData], []);
        _queue.AppendData(1, [1], []);

        Assert.Equal([WireLimits.GatheredData, 1], Take().Select(frame => frame.Body.Length));
    }

    [Fact]
    public void AppendData_AfterTheQueueWasTaken_BeginsAnotherFrame()
    {
        _queue.AppendData(1, [1], []);
        Take();
        _queue.AppendData(1, [2], []);

        Assert.Equal([2], Assert.Single(Take()).Body);
    }

    [Fact]
    public void Drop_SomeRoutes_KeepsEverythingElseInItsOrder()
    {
        _queue.AppendData(1, [1], []);
        _queue.AppendData(3, new byte[100], []);
        _queue.Append(FrameKind.CloseRoute, 3, [9]);
        _queue.AppendData(1, [2], []);
        _queue.AppendData(3, new byte[100], []);

        int freed = _queue.Drop(label => label == 3);
        _queue.AppendData(3, [3], []);

        Assert.Equal(2 * (FrameHeader.Size + 100), freed);
        Assert.Equal(
            [(FrameKind.Data, 1u), (FrameKind.CloseRoute, 3u), (FrameKind.Data, 1u), (FrameKind.Data, 3u)],
            Take().Select(frame => (frame.Header.Kind, frame.Header.Label)));
    }

    [Fact]
    public void HasRoomFor_CountsTheHeader()
    {
        var queue = new OutboundQueue(100);
        queue.Append(FrameKind.Ping, 0, new byte[42]);

        Assert.True(queue.HasRoomFor(42));
        Assert.False(queue.HasRoomFor(43));
    }

    [Fact]
    public void Close_DropsWhatWaitsAndWhatComes()
    {
        _queue.AppendData(1, [1], []);

        _queue.Close();
        _queue.AppendData(1, [2], []);
        _queue.Append(FrameKind.Ping, 0, []);

        Assert.Equal(0, _queue.Length);
    }

    private List<(FrameHeader Header, byte[] Body)> Take() => Wire.Cut(_queue.TakeAll());
}
