using PeerRpc.Core.Calls;
using PeerRpc.Core.Faults;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;
using PeerRpc.Core.Streams;
using PeerRpc.Core.Tests.Fakes;

namespace PeerRpc.Core.Tests.Streams;

/// <summary>Makes and reads raw frames of streams and live objects.</summary>
internal static class StreamWire
{
    /// <summary>What an item counts besides its body.</summary>
    public const int Overhead = StreamItemHead.Overhead;

    /// <summary>With what credit a stream begins.</summary>
    public const int Initial = (int)StreamCreditFrame.Initial;

    /// <summary>A request whose arguments name its attachments, one after another.</summary>
    public static byte[] Request(
        ulong id, string method, AttachmentRange range = default, RequestFlags flags = RequestFlags.None) =>
        Request(
            id, method, Payload([.. Enumerable.Range(0, range.Count).Select(i => new[] { (byte)i })]), range, flags);

    public static byte[] Request(
        ulong id, string method, byte[] payload, AttachmentRange range, RequestFlags flags = RequestFlags.None)
    {
        if (range.Count > 0)
            flags |= RequestFlags.Attachments;
        WireWriter writer = new WireWriter().Varint(id).Byte((byte)flags).Text("/streams").Text(method).UInt32(0);
        if ((flags & RequestFlags.Attachments) != 0)
            writer.Fixed(Range(range));
        return Wire.LinkFrame(LinkFrameKind.Request, writer.Fixed(payload).Written);
    }

    /// <summary>A call of a live object with one number.</summary>
    public static byte[] ObjectRequest(ulong id, ulong target, string method, int value) =>
        Wire.LinkFrame(LinkFrameKind.Request, new WireWriter().Varint(id).Byte((byte)RequestFlags.Object)
            .Varint(target).Text(method).UInt32(0).Fixed(Payload(Json($"{value}"))).Written);

    /// <summary>An answer whose value names its first attachment, or is a text.</summary>
    public static byte[] Response(ulong id, AttachmentRange range = default) =>
        Wire.LinkFrame(LinkFrameKind.Response, new WireWriter().Varint(id).Fixed(Range(range))
            .Fixed(range.Count == 0 ? Payload(Json("\"ok\"")) : Payload([0])).Written);

    public static byte[] Fault(ulong id, PeerErrorCode code = PeerErrorCode.Internal)
    {
        var writer = new WireWriter();
        (FaultFrame.Of(code, Executed.Yes, PeerErrorOrigin.CalleeCode, "no") with { CallId = id }).Write(writer);
        return Wire.LinkFrame(LinkFrameKind.Fault, writer.Written);
    }

    /// <summary>An item with a text, which may carry attachments.</summary>
    public static byte[] Item(ulong stream, string text, ulong dropped = 0, AttachmentRange range = default) =>
        RawItem(stream, Payload(Json($"\"{text}\"")), dropped, range);

    public static byte[] RawItem(
        ulong stream, ReadOnlySpan<byte> rest, ulong dropped = 0, AttachmentRange range = default)
    {
        byte[] head = new byte[StreamItemHead.MaxSize];
        int length = new StreamItemHead(stream, dropped, range).Write(head, rest.Length);
        return [.. head.AsSpan(0, length), .. rest];
    }

    public static byte[] End(
        ulong stream, StreamOutcome outcome = StreamOutcome.Completed, ulong dropped = 0, FaultFrame? fault = null)
    {
        var writer = new WireWriter();
        new StreamEndFrame(stream, outcome, dropped, fault).Write(writer);
        return Wire.LinkFrame(LinkFrameKind.StreamEnd, writer.Written);
    }

    public static byte[] Credit(ulong stream, ulong bytes) =>
        Wire.LinkFrame(LinkFrameKind.StreamCredit, new WireWriter().Varint(stream).Varint(bytes).Written);

    public static byte[] Release(ulong attachment) =>
        Wire.LinkFrame(LinkFrameKind.Release, new WireWriter().Varint(attachment).Written);

    public static byte[] Payload(params byte[][] values)
    {
        WireWriter writer = new WireWriter().Byte((byte)values.Length);
        foreach (byte[] value in values)
            writer.UInt32((uint)value.Length).Fixed(value);
        return writer.Written.ToArray();
    }

    public static byte[] Json(string json) => System.Text.Encoding.UTF8.GetBytes(json);

    /// <summary>The bytes of an item behind its head.</summary>
    public static (StreamItemHead Head, byte[] Bytes) ReadItem(byte[] body)
    {
        var reader = new WireReader(body);
        if (!StreamItemHead.TryRead(ref reader, out StreamItemHead head))
            throw new FormatException("This is no item.");
        return (head, reader.Rest.ToArray());
    }

    /// <summary>The texts of items, as they stand in their payloads.</summary>
    public static IEnumerable<string> Texts(IEnumerable<(LinkFrameKind Kind, byte[] Body)> frames) =>
        from frame in frames
        where frame.Kind == LinkFrameKind.StreamItem
        select Text(frame.Body);

    public static string Text(byte[] body) => System.Text.Encoding.UTF8.GetString(ReadItem(body).Bytes.AsSpan(5));

    public static StreamEndFrame ReadEnd(byte[] body) => StreamEndFrame.TryRead(body, out StreamEndFrame end)
        ? end
        : throw new FormatException("This is no end.");

    public static ulong ReadId(byte[] body) => new WireReader(body).Varint();

    private static byte[] Range(AttachmentRange range)
    {
        byte[] bytes = new byte[AttachmentRange.MaxSize];
        return bytes[..range.Write(bytes)];
    }
}
