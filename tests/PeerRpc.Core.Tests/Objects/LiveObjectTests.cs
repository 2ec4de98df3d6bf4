using PeerRpc.Core.Faults;
using PeerRpc.Core.Links;
using PeerRpc.Core.Streams;
using PeerRpc.Core.Tests.Fakes;
using PeerRpc.Core.Tests.Streams;
using PeerRpc.TestKit;
using Xunit;

namespace PeerRpc.Core.Tests.Objects;

public class LiveObjectTests
{
    private static readonly AttachmentRange One = new(1, 1);

    [Fact]
    [Trait("Must", "S-11")]
    public void Object_ThatIsAResult_IsCalledUntilItIsReleased()
    {
        using RawEnd end = RawEnd.Callee();
        end.Take(StreamWire.Request(1, "Lend"));
        end.Next(LinkFrameKind.Response);

        end.Take(StreamWire.ObjectRequest(2, 2, "Press", 3));
        Assert.Equal([2, 0, 1, 1, 0, 0, 0, (byte)'3'], end.Next(LinkFrameKind.Response));
        end.Take(StreamWire.Release(2), StreamWire.Release(2));

        Assert.Equal([LinkFrameKind.StreamEnd], end.TakeKinds());
        Assert.Equal(1, end.Controller.Gadget.Disposals);
        AssertNotFound(end, StreamWire.ObjectRequest(3, 2, "Press", 1));
        Assert.Equal(0, end.Streams.Count);
    }

    [Fact]
    [Trait("Must", "S-11")]
    public async Task Object_ThatIsAnArgument_IsCalledAlsoWhenItsCallIsOver()
    {
        using RawEnd end = RawEnd.Caller();
        var gadget = new Gadget();
        Task<string> call = end.Proxy.Keep(gadget);
        end.Next(LinkFrameKind.Request);
        end.Take(StreamWire.Response(1));
        await call.WaitAsync(Wire.Deadline);

        end.Take(StreamWire.ObjectRequest(1, 1, "Press", 3));

        end.Next(LinkFrameKind.Response);
        Assert.Equal(3, gadget.Pressed);
        end.Take(StreamWire.Release(1));
        end.Next(LinkFrameKind.StreamEnd);
        await gadget.Disposed.WaitAsync();
    }

    [Theory]
    [Trait("Must", "S-11")]
    [InlineData(0UL)]
    [InlineData(1UL)]
    [InlineData(2UL)]
    [InlineData(4UL)]
    [InlineData(ulong.MaxValue)]
    public void Object_ThatIsNotThere_IsNotFoundAndTheLinkLives(ulong id)
    {
        using RawEnd end = RawEnd.Callee();
        // A stream of its own has the id 2, one of the other side's the id 1: neither is an object.
        end.Take(StreamWire.Request(1, "WorkOn", One));
        end.Next(LinkFrameKind.Response);

        AssertNotFound(end, StreamWire.ObjectRequest(2, id, "Press", 1));
    }

    [Theory]
    [Trait("Must", "S-11")]
    [InlineData("Items")]
    [InlineData("Plain")]
    public void Opener_CalledByAPath_ServesNoControllers(string method)
    {
        using RawEnd end = RawEnd.Caller();

        AssertNotFound(end, StreamWire.Request(1, method));
    }

    [Theory]
    [InlineData("Nothing")]
    [InlineData("press")]
    [InlineData("")]
    public void Object_CalledByAnUnknownName_IsMethodNotFound(string method)
    {
        using RawEnd end = RawEnd.Callee();
        end.Take(StreamWire.Request(1, "Lend"));
        end.Next(LinkFrameKind.Response);

        end.Take(StreamWire.ObjectRequest(2, 2, method, 1));

        FaultFrame fault = FaultFrame.Read(end.Next(LinkFrameKind.Fault))!;
        Assert.Equal((PeerErrorCode.MethodNotFound, Executed.No), (fault.Code, fault.Executed));
    }

    [Fact]
    public async Task Proxy_OfAnObject_CallsItAndReleasesItOnce()
    {
        using RawEnd end = RawEnd.Caller();
        IGadget gadget = await LendAsync(end);
        Task<int> pressed = gadget.Press(3);

        Assert.Equal(0x20, end.Next(LinkFrameKind.Request)[1]);
        end.Take(Wire.LinkFrame(LinkFrameKind.Response, [2, 0, .. StreamWire.Payload("7"u8.ToArray())]));
        Assert.Equal(7, await pressed.WaitAsync(Wire.Deadline));
        await gadget.DisposeAsync();
        await gadget.DisposeAsync();

        Assert.Equal([LinkFrameKind.Release], end.TakeKinds());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => gadget.Press(1));
        end.Take(StreamWire.End(2, StreamOutcome.Cancelled));
        Assert.Equal(0, end.Streams.Count);
    }

    [Fact]
    public async Task Proxy_OfAnObjectWhoseOwnerEndsIt_CannotBeCalled()
    {
        using RawEnd end = RawEnd.Caller();
        IGadget gadget = await LendAsync(end);

        end.Take(StreamWire.End(2, StreamOutcome.Cancelled));

        await Assert.ThrowsAsync<ObjectDisposedException>(() => gadget.Press(1));
        await gadget.DisposeAsync();
        Assert.Empty(end.TakeAll());
    }

    [Fact]
    [Trait("Must", "S-8")]
    public async Task Proxy_OfAnObjectThatIsReleasedByItsOwner_AnswersOnce()
    {
        using RawEnd end = RawEnd.Caller();
        IGadget gadget = await LendAsync(end);
        end.Path.Room = 0;

        end.Take([.. Enumerable.Repeat(StreamWire.Release(2), 1000)]);
        end.Path.Room = int.MaxValue;
        end.Path.GiveRoom();

        Assert.Equal([LinkFrameKind.StreamEnd], end.TakeKinds());
        await gadget.DisposeAsync();
        Assert.Equal(0, end.Streams.Count);
    }

    [Fact]
    public async Task Proxy_OfAnObjectOfALinkThatHasEnded_FailsWithNo()
    {
        using RawEnd end = RawEnd.Caller();
        IGadget gadget = await LendAsync(end);

        end.EndLink();

        await Assert.ThrowsAnyAsync<Exception>(() => gadget.Press(1));
    }

    [Fact]
    public async Task Release_ThatCrossesTheOwnersRelease_IsAnsweredBySides()
    {
        using RawEnd end = RawEnd.Caller();
        IGadget gadget = await LendAsync(end);
        await gadget.DisposeAsync();

        end.Take(StreamWire.Release(2));

        Assert.Equal([LinkFrameKind.Release, LinkFrameKind.StreamEnd], end.TakeKinds());
        Assert.Equal(0, end.Streams.Count);
    }

    [Fact]
    public async Task Observable_ThatIsAResult_IsSubscribedToAsOftenAsOneLikes()
    {
        using RawEnd end = RawEnd.Callee();
        end.Take(StreamWire.Request(1, "WatchLater"));
        end.Next(LinkFrameKind.Response);

        end.Take(Subscribe(2, 2), Subscribe(3, 2));

        Assert.Equal(1, end.Next(LinkFrameKind.Response)[1]);
        Assert.Equal(1, end.Next(LinkFrameKind.Response)[1]);
        Assert.Equal(3, end.Streams.Count);
        end.Take(StreamWire.Release(2), StreamWire.Release(4), StreamWire.Release(6));
        Assert.Equal(0, end.Streams.Count);
        await Task.CompletedTask;
    }

    [Fact]
    [Trait("Must", "S-9")]
    public void Observable_ThatIsAnArgument_IsReleasedWhenItsCallIsOver()
    {
        using RawEnd end = RawEnd.Callee();
        end.Take(StreamWire.Request(1, "Listen", One));

        end.Controller.Answer.Set("done");

        end.Next(LinkFrameKind.Response);
        Assert.Equal(1ul, StreamWire.ReadId(end.Next(LinkFrameKind.Release)));
    }

    [Fact]
    public async Task LinkEnd_WithObjectsLent_DisposesOfThem()
    {
        using RawEnd end = RawEnd.Callee();
        end.Take(StreamWire.Request(1, "Lend"));
        end.Next(LinkFrameKind.Response);

        end.EndLink();

        await end.Controller.Gadget.Disposed.WaitAsync();
        Assert.Equal(0, end.Streams.Count);
    }

    private static byte[] Subscribe(ulong id, ulong target) => Wire.LinkFrame(
        LinkFrameKind.Request,
        new Core.Frames.WireWriter().Varint(id).Byte((byte)Core.Calls.RequestFlags.Object).Varint(target)
            .Text("Subscribe").UInt32(0).Fixed(StreamWire.Payload()).Written);

    private static async Task<IGadget> LendAsync(RawEnd end)
    {
        Task<IGadget> call = end.Proxy.Lend();
        end.Next(LinkFrameKind.Request);
        end.Take(StreamWire.Response(1, new AttachmentRange(1, 2)));
        return await call.WithinLimitAsync();
    }

    private static void AssertNotFound(RawEnd end, byte[] request)
    {
        end.Take(request);
        FaultFrame fault = FaultFrame.Read(end.Next(LinkFrameKind.Fault))!;
        Assert.Equal((PeerErrorCode.ControllerNotFound, Executed.No), (fault.Code, fault.Executed));
    }
}
