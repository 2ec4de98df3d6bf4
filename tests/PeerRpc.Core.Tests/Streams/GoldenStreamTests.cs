using PeerRpc.CodeGeneration;
using PeerRpc.Core.Calls;
using PeerRpc.Core.Faults;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;
using PeerRpc.Core.Streams;
using PeerRpc.Core.Tests.Fakes;
using PeerRpc.Core.Tests.Protocol;
using Xunit;

namespace PeerRpc.Core.Tests.Streams;

public class GoldenStreamTests
{
    [Fact]
    public void Item_Example_IsWhatIsWrittenAndRead()
    {
        byte[] example = ProtocolDocument.Hex("stream-item");

        AssertSame(example, StreamWire.RawItem(2, StreamWire.Payload("42"u8.ToArray()), dropped: 3));
        (StreamItemHead head, byte[] bytes) = StreamWire.ReadItem(Body(example));
        Assert.Equal(new StreamItemHead(2, 3, default), head);
        Assert.Equal(StreamWire.Payload("42"u8.ToArray()), bytes);
    }

    [Fact]
    public void End_Example_IsWhatIsWrittenAndRead()
    {
        byte[] example = ProtocolDocument.Hex("stream-end");

        AssertSame(example, StreamWire.End(2));
        Assert.Equal(new StreamEndFrame(2, StreamOutcome.Completed, 0), StreamWire.ReadEnd(Body(example)));
    }

    [Fact]
    public void End_ExampleOfAFailure_IsWhatIsWrittenAndRead()
    {
        byte[] example = ProtocolDocument.Hex("stream-end-failed");
        FaultFrame fault = FaultFrame.Of(PeerErrorCode.Internal, Executed.Yes, PeerErrorOrigin.CalleeCode, "sorry");

        AssertSame(example, StreamWire.End(2, StreamOutcome.Failed, 0, fault));
        StreamEndFrame end = StreamWire.ReadEnd(Body(example));
        Assert.Equal((2ul, StreamOutcome.Failed, 0ul), (end.Stream, end.Outcome, end.Dropped));
        Assert.Equal(
            (fault.Code, fault.Executed, fault.Origin, fault.Message),
            (end.Fault!.Code, end.Fault.Executed, end.Fault.Origin, end.Fault.Message));
    }

    [Fact]
    public void Credit_Example_IsWhatIsWrittenAndRead()
    {
        byte[] example = ProtocolDocument.Hex("stream-credit");
        byte[] bytes = new byte[StreamCreditFrame.MaxSize];
        var credit = new StreamCreditFrame(2, 320 * 1024);

        AssertSame(example, bytes[..credit.Write(bytes)]);
        Assert.True(StreamCreditFrame.TryRead(Body(example), out StreamCreditFrame read));
        Assert.Equal(credit, read);
    }

    [Fact]
    public void Release_Example_IsWhatIsWrittenAndRead()
    {
        byte[] example = ProtocolDocument.Hex("release");
        byte[] bytes = new byte[ReleaseFrame.MaxSize];

        AssertSame(example, bytes[..new ReleaseFrame(2).Write(bytes)]);
        Assert.True(ReleaseFrame.TryRead(Body(example), out ReleaseFrame read));
        Assert.Equal(2ul, read.Attachment);
    }

    [Fact]
    public void Request_ExampleWithAnAttachment_IsWhatIsWrittenAndRead()
    {
        byte[] example = ProtocolDocument.Hex("request-attached");

        byte[] written = Write(new RequestHead
        {
            Id = 2,
            Flags = RequestFlags.Attachments,
            Target = CallTarget.Encode("/files", "Upload"),
            Signature = Method("Upload", "void", "Stream").SignatureHash(1),
            Attachments = new AttachmentRange(1, 1),
        }, StreamWire.Payload([0]));

        AssertSame(example, written);
        Assert.True(RequestHead.TryRead(Body(example), out RequestHead head));
        Assert.Equal((2ul, RequestFlags.Attachments), (head.Id, head.Flags));
        Assert.Equal(new AttachmentRange(1, 1), head.Attachments);
    }

    [Fact]
    public void Request_ExampleToAnObject_IsWhatIsWrittenAndRead()
    {
        byte[] example = ProtocolDocument.Hex("request-object");
        var target = new CallTarget(new CallAddress("/gadget", 2), Method("Press", "Int32", "Int32"));

        byte[] written = Write(new RequestHead
        {
            Id = 1,
            Flags = RequestFlags.Object,
            Target = target.Encoded,
            Signature = target.Method.SignatureHash(1),
        }, StreamWire.Payload("3"u8.ToArray()));

        AssertSame(example, written);
        Assert.True(RequestHead.TryRead(Body(example), out RequestHead head));
        Assert.Equal((1ul, RequestFlags.Object), (head.Id, head.Flags));
        Assert.True(head.Target.SequenceEqual(target.Encoded));
    }

    [Fact]
    public void Attachments_Any_RoundTripAndHaveTheirIds()
    {
        byte[] bytes = new byte[AttachmentRange.MaxSize];
        foreach (AttachmentRange range in (AttachmentRange[])[default, new(1, 1), new(127, 1UL << 40), new(3, 2)])
        {
            var reader = new WireReader(bytes.AsSpan(0, range.Write(bytes)));

            Assert.True(AttachmentRange.TryRead(ref reader, out AttachmentRange read));
            Assert.True(reader.IsAtEnd);
            Assert.Equal(range, read);
        }
        Assert.Equal([2ul, 4ul, 6ul], Enumerable.Range(0, 3).Select(i => new AttachmentRange(3, 2)[i]));
    }

    [Fact]
    [Trait("Must", "F-4")]
    public void Attachments_MoreThanOneMessageCarries_AreMalformed()
    {
        var reader = new WireReader(new WireWriter().Varint(128).Varint(1).Written);

        Assert.False(AttachmentRange.TryRead(ref reader, out _));
    }

    private static byte[] Write(RequestHead head, byte[] payload)
    {
        byte[] bytes = new byte[head.MaxSize];
        int length = head.Write(bytes);
        return Wire.LinkFrame(LinkFrameKind.Request, [.. bytes.AsSpan(LinkFrameHeader.Size..length), .. payload]);
    }

    private static PeerMethod Method(string name, string returns, params string[] types) =>
        new(0, name, PeerMethodKind.Call, returns, [.. types.Select(type => new PeerParameter("p", type, false))], []);

    private static byte[] Body(byte[] frame) => frame[LinkFrameHeader.Size..];

    private static void AssertSame(byte[] expected, byte[] actual) =>
        Assert.Equal(Convert.ToHexString(expected), Convert.ToHexString(actual));
}
