using PeerRpc.Core.Calls;
using PeerRpc.Core.Faults;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;
using PeerRpc.Core.Streams;
using PeerRpc.Core.Tests.Fakes;
using Xunit;

namespace PeerRpc.Core.Tests.Streams;

public class MalformedStreamTests
{
    private static readonly FaultFrame Declared = new(
        0, PeerErrorCode.ApplicationError, Executed.Yes, PeerErrorOrigin.CalleeCode, TimeSpan.FromSeconds(1), "no",
        "test.no", new byte[] { 1, 2, 3 });

    [Theory]
    [Trait("Must", "F-5")]
    [InlineData((byte)LinkFrameKind.StreamEnd)]
    [InlineData((byte)LinkFrameKind.StreamCredit)]
    [InlineData((byte)LinkFrameKind.Release)]
    public void Frame_CutShortOrWithMoreBehind_IsAFault(byte number)
    {
        var kind = (LinkFrameKind)number;
        byte[] body = kind switch
        {
            LinkFrameKind.StreamEnd => Body(StreamWire.End(300, StreamOutcome.Failed, 1000, Declared)),
            LinkFrameKind.StreamCredit => Body(StreamWire.Credit(300, 1 << 20)),
            _ => Body(StreamWire.Release(300)),
        };

        AssertAccepted(kind, body);
        for (int length = 0; length < body.Length; length++)
            AssertFault(kind, body[..length]);
        AssertFault(kind, [.. body, 0]);
    }

    [Fact]
    [Trait("Must", "F-5")]
    public void Item_WithAHeadCutShort_IsAFault()
    {
        byte[] body = Body(StreamWire.RawItem(300, [], 1000, new AttachmentRange(2, 302)));

        AssertAccepted(LinkFrameKind.StreamItem, body);
        for (int length = 0; length < body.Length; length++)
            AssertFault(LinkFrameKind.StreamItem, body[..length]);
    }

    [Fact]
    [Trait("Must", "F-5")]
    public void Response_WithAHeadCutShort_IsAFaultAndTheCallEnds()
    {
        byte[] body = Body(StreamWire.Response(1, new AttachmentRange(2, 300)))[..4];
        for (int length = 0; length < body.Length; length++)
        {
            using RawEnd end = RawEnd.Caller();
            Task<Stream> call = end.Proxy.Download();

            end.AssertFault(Wire.LinkFrame(LinkFrameKind.Response, body.AsSpan(0, length)));

            Assert.True(SpinWait.SpinUntil(() => call.IsFaulted, Wire.Deadline));
        }
    }

    [Theory]
    [Trait("Must", "F-7")]
    [InlineData(4)]
    [InlineData(0x80)]
    public void Item_WithAnUnknownFlag_IsAFault(byte flag) =>
        AssertFault(
            LinkFrameKind.StreamItem, new WireWriter().Varint(300).Byte(flag).Varint(1).Varint(1).Written.ToArray());

    [Fact]
    public void End_WithAnUnknownOutcome_IsAFault() =>
        AssertFault(LinkFrameKind.StreamEnd, new WireWriter().Varint(300).Byte(3).Varint(0).Written.ToArray());

    [Fact]
    public void End_CompletedWithAReason_IsAFault()
    {
        byte[] body = Body(StreamWire.End(300, StreamOutcome.Failed, 0, Declared));
        body[2] = (byte)StreamOutcome.Completed;

        AssertFault(LinkFrameKind.StreamEnd, body);
    }

    [Theory]
    [Trait("Must", "Q-7")]
    [InlineData(0, 2, 3)]
    [InlineData(19, 2, 3)]
    [InlineData(15, 3, 3)]
    [InlineData(15, 2, 4)]
    public void End_WithAnUnknownNumberInItsReason_IsAFault(byte code, byte executed, byte origin) =>
        AssertFault(LinkFrameKind.StreamEnd, Body(StreamWire.End(
            300, StreamOutcome.Failed, 0,
            FaultFrame.Of((PeerErrorCode)code, (Executed)executed, (PeerErrorOrigin)origin, ""))));

    [Theory]
    [InlineData((byte)LinkFrameKind.StreamItem)]
    [InlineData((byte)LinkFrameKind.StreamEnd)]
    [InlineData((byte)LinkFrameKind.StreamCredit)]
    [InlineData((byte)LinkFrameKind.Release)]
    public void Frame_WhoseIdDoesNotFitIntoAVarint_IsAFault(byte kind) =>
        AssertFault((LinkFrameKind)kind, [.. Enumerable.Repeat((byte)0xFF, 11), 0, 0, 0]);

    [Fact]
    public void Request_WithMoreAttachmentsThanOneMessageCarries_IsAFault()
    {
        using RawEnd end = RawEnd.Callee();
        byte[] body = new WireWriter().Varint(1).Byte((byte)RequestFlags.Attachments).Text("/streams").Text("Take")
            .UInt32(0).Varint(128).Varint(1).Byte(0).Written.ToArray();

        end.AssertFault(Wire.LinkFrame(LinkFrameKind.Request, body));
    }

    [Fact]
    [Trait("Must", "Q-2")]
    public void Request_ToAnObjectCutShort_IsAFault()
    {
        byte[] body = Body(StreamWire.ObjectRequest(1, 300, "Press", 1));
        // What is behind the head is the payload, which is nobody's before the call is accepted.
        for (int length = 0; length < body.Length - 6; length++)
        {
            using RawEnd end = RawEnd.Caller();
            end.AssertFault(Wire.LinkFrame(LinkFrameKind.Request, body.AsSpan(0, length)));
        }
    }

    // At the opener, to which the acceptor's stream 300 has been announced.
    private static void AssertFault(LinkFrameKind kind, byte[] body)
    {
        using RawEnd end = RawEnd.Caller();
        end.Announce(300);
        end.AssertFault(Wire.LinkFrame(kind, body));
    }

    private static void AssertAccepted(LinkFrameKind kind, byte[] body)
    {
        using RawEnd end = RawEnd.Caller();
        end.Announce(300);
        end.Take(Wire.LinkFrame(kind, body));
    }

    private static byte[] Body(byte[] frame) => frame[LinkFrameHeader.Size..];
}
