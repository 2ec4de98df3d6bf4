using PeerRpc.Core.Faults;
using PeerRpc.Core.Links;
using PeerRpc.Core.Streams;
using PeerRpc.Core.Tests.Fakes;
using Xunit;

namespace PeerRpc.Core.Tests.Streams;

public class AttachmentIdTests
{
    private static readonly LinkSettings ThreeStreams =
        new() { Limits = new LinkLimits(Message: 4 * 1024 * 1024, Calls: 16, Streams: 3) };

    [Theory]
    [Trait("Must", "S-1")]
    [InlineData(1, 2UL)]
    [InlineData(1, 0UL)]
    [InlineData(2, ulong.MaxValue)]
    [InlineData(3, ulong.MaxValue - 2)]
    public void Request_WithIdsThatCannotBe_IsAFault(int count, ulong first)
    {
        using RawEnd end = RawEnd.Callee();

        end.AssertFault(StreamWire.Request(
            1, "Take", StreamWire.Payload([0]), new AttachmentRange(count, first)));
    }

    [Theory]
    [Trait("Must", "S-1")]
    [InlineData(1, 1UL)]
    [InlineData(1, 0UL)]
    [InlineData(2, ulong.MaxValue - 1)]
    public async Task Response_WithIdsThatCannotBe_IsAFaultAndTheCallEnds(int count, ulong first)
    {
        using RawEnd end = RawEnd.Caller();
        Task<Stream> call = end.Proxy.Download();

        end.AssertFault(StreamWire.Response(1, new AttachmentRange(count, first)));

        PeerRpcException error =
            await Assert.ThrowsAsync<PeerRpcException>(() => call.WaitAsync(Wire.Deadline));
        Assert.Equal((PeerErrorCode.PeerGone, Executed.Maybe), (error.Code, error.Executed));
    }

    [Theory]
    [Trait("Must", "S-1")]
    [InlineData(1UL)]
    [InlineData(0UL)]
    [InlineData(2UL)]
    public void Item_WithIdsThatCannotBe_IsAFault(ulong first)
    {
        using RawEnd end = RawEnd.Caller();
        end.Announce(2);

        end.AssertFault(StreamWire.Item(2, "x", range: new AttachmentRange(1, first)));
    }

    [Fact]
    [Trait("Must", "S-1")]
    public void Request_WithAnIdThatLives_IsAFault()
    {
        using RawEnd end = RawEnd.Callee();
        end.Take(StreamWire.Request(1, "Take", new AttachmentRange(1, 3)));

        end.AssertFault(StreamWire.Request(2, "Mix", new AttachmentRange(3, 1)));
    }

    [Theory]
    [Trait("Must", "S-1")]
    [InlineData(0UL)]
    [InlineData(4UL)]
    [InlineData(3UL)]
    [InlineData(ulong.MaxValue)]
    public void Frame_ForAnIdThatNoMessageHasCarried_IsAFault(ulong id)
    {
        byte[][] frames =
        [
            StreamWire.Item(id, "x"), StreamWire.End(id), StreamWire.Credit(id, 1 << 20), StreamWire.Release(id),
        ];
        foreach (byte[] frame in frames)
        {
            using RawEnd end = RawEnd.Caller();
            end.Announce(2);
            end.AssertFault(frame);
        }
    }

    [Fact]
    [Trait("Must", "S-4")]
    public void Frame_ForAnIdThatHasEnded_IsDropped()
    {
        using RawEnd end = RawEnd.Caller();
        end.Announce(2);
        end.Take(StreamWire.End(2));

        end.Take(StreamWire.Item(2, "x"), StreamWire.End(2), StreamWire.Credit(2, 1 << 20));

        Assert.Empty(end.TakeAll());
        Assert.Equal(0, end.Streams.Count);
    }

    [Fact]
    [Trait("Must", "S-8")]
    public void Release_ForWhatWasRefused_IsAnswered()
    {
        using RawEnd end = RawEnd.Callee();
        end.Take(StreamWire.Request(1, "Nothing", new AttachmentRange(1, 1)));

        end.Take(StreamWire.Release(1));

        Assert.Equal([LinkFrameKind.Fault, LinkFrameKind.StreamEnd], end.TakeKinds());
    }

    [Fact]
    [Trait("Must", "S-13")]
    public void Release_ForWhatWasRefused_IsAFaultWhereTooManyAnswersWait()
    {
        using RawEnd end = RawEnd.Callee(settings: ThreeStreams);
        end.Take(StreamWire.Request(1, "Nothing", new AttachmentRange(1, 1)));
        end.Path.Room = 0;
        end.Take([.. Enumerable.Repeat(StreamWire.Release(1), 3)]);

        end.AssertFault(StreamWire.Release(1));
    }

    [Fact]
    [Trait("Must", "S-8")]
    public void Item_ForAnIdThatHasEnded_HasWhatItCarriesReleased()
    {
        using RawEnd end = RawEnd.Caller();
        end.Announce(2);
        end.Take(StreamWire.End(2));

        end.Take(StreamWire.Item(2, "x", range: new AttachmentRange(2, 4)));

        Assert.Equal([4ul, 6ul], Released(end));
        end.Take(StreamWire.End(4), StreamWire.End(6));
        Assert.Equal(0, end.Streams.Count);
    }

    [Fact]
    [Trait("Must", "S-2")]
    public void Request_BeyondTheStreams_IsRefusedAndTheLinkLives()
    {
        using RawEnd end = RawEnd.Callee(settings: ThreeStreams);
        end.Take(StreamWire.Request(1, "Take", new AttachmentRange(1, 1)));

        end.Take(StreamWire.Request(2, "Mix", new AttachmentRange(3, 3)));

        FaultFrame fault = FaultFrame.Read(end.Next(LinkFrameKind.Fault))!;
        Assert.Equal(
            (2ul, PeerErrorCode.ResourceExhausted, Executed.No), (fault.CallId, fault.Code, fault.Executed));
        Assert.Equal(1, end.Streams.Count);
        // What belonged to the refused call is known to have been, and what comes of it is dropped.
        end.Take(StreamWire.Item(5, "x"), StreamWire.End(3), StreamWire.End(5), StreamWire.End(7));
        end.Take(StreamWire.Request(3, "Take", new AttachmentRange(1, 9)));
        Assert.Equal(2, end.Streams.Count);
    }

    [Fact]
    [Trait("Must", "S-2")]
    public void Response_BeyondTheStreams_IsAFault()
    {
        using RawEnd end = RawEnd.Caller(settings: ThreeStreams);
        _ = end.Proxy.Download();

        end.AssertFault(StreamWire.Response(1, new AttachmentRange(4, 2)));
    }

    [Fact]
    [Trait("Must", "S-2")]
    public void Item_BeyondTheStreams_IsAFault()
    {
        using RawEnd end = RawEnd.Caller(settings: ThreeStreams);
        end.Announce(2);
        end.Take(StreamWire.Item(2, "x", range: new AttachmentRange(2, 4)));

        end.AssertFault(StreamWire.Item(2, "x", range: new AttachmentRange(1, 8)));
    }

    [Fact]
    [Trait("Must", "S-2")]
    public async Task Call_WithMoreThanTheOtherSideAccepts_FailsAndLeavesNothing()
    {
        using RawEnd end = RawEnd.Caller(remote: new LinkLimits(4 * 1024 * 1024, 16, Streams: 2));

        PeerRpcException error = await Assert.ThrowsAsync<PeerRpcException>(
            () => end.Proxy.Mix(new Gadget(), Empty(), new Progress<int>()));

        Assert.Equal((PeerErrorCode.ResourceExhausted, Executed.No), (error.Code, error.Executed));
        Assert.Equal((0, 0), (end.Streams.Count, end.End.Outgoing.Count));
        Assert.Empty(end.TakeAll());
    }

    [Fact]
    [Trait("Must", "S-2")]
    public void Result_WithMoreThanTheOtherSideAccepts_IsAFaultFrameThatSaysItRan()
    {
        using RawEnd end = RawEnd.Callee(remote: new LinkLimits(4 * 1024 * 1024, 16, Streams: 0));

        end.Take(StreamWire.Request(1, "Download"));

        FaultFrame fault = FaultFrame.Read(end.Next(LinkFrameKind.Fault))!;
        Assert.Equal((PeerErrorCode.ResourceExhausted, Executed.Yes), (fault.Code, fault.Executed));
        Assert.Equal(0, end.Streams.Count);
    }

    private static IEnumerable<ulong> Released(RawEnd end) =>
        from frame in end.TakeAll()
        where frame.Kind == LinkFrameKind.Release
        select StreamWire.ReadId(frame.Body);

    private static async IAsyncEnumerable<string> Empty()
    {
        await Task.CompletedTask;
        yield break;
    }
}
