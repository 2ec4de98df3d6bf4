using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;
using PeerRpc.Core.Streams;

namespace PeerRpc.Core.Calls;

/// <summary>What stands before the payload of a request.</summary>
internal readonly ref struct RequestHead
{
    private const int MaxTrace = 512;

    public ulong Id { get; init; }

    public RequestFlags Flags { get; init; }

    /// <summary>The controller's path and the method's name, encoded as in <see cref="CallTarget"/>.</summary>
    public ReadOnlySpan<byte> Target { get; init; }

    /// <summary>The hash of the signature as the caller knows it; 0 if the caller does not.</summary>
    public uint Signature { get; init; }

    /// <summary>On the caller's link clock, in milliseconds.</summary>
    public ulong Deadline { get; init; }

    public string TraceParent { get; init; }

    public string TraceState { get; init; }

    /// <summary>The streams and live objects among the arguments.</summary>
    public AttachmentRange Attachments { get; init; }

    /// <summary>Where the payload begins in the body.</summary>
    public int Length { get; private init; }

    /// <summary>How many bytes <see cref="Write"/> takes at most.</summary>
    public int MaxSize =>
        LinkFrameHeader.Size + 2 * Varint.MaxLength + 1 + Target.Length + sizeof(uint)
        + ((Flags & RequestFlags.Trace) != 0 ? 2 * MaxTrace : 0)
        + AttachmentRange.MaxSize;

    /// <summary>The head of a call's request, within the trace that the thread is in.</summary>
    public static RequestHead Of(PendingCall call, int arguments, RequestFlags flags)
    {
        if (call.Deadline != long.MaxValue)
            flags |= RequestFlags.Deadline;
        if (call.Target.IsObject)
            flags |= RequestFlags.Object;
        if (call.Offered is not null)
            flags |= RequestFlags.Attachments;
        Activity? activity = Activity.Current;
        if (activity is { IdFormat: ActivityIdFormat.W3C })
            flags |= RequestFlags.Trace;
        return new RequestHead
        {
            Id = call.Id,
            Flags = flags,
            Target = call.Target.Encoded,
            Signature = call.Method.SignatureHash(arguments),
            Deadline = (ulong)call.Deadline,
            TraceParent = activity?.Id ?? "",
            TraceState = activity?.TraceStateString ?? "",
            Attachments = call.Offered?.Range ?? default,
        };
    }

    /// <summary>Writes the head behind a link frame's header, which is left for the caller to fill in.</summary>
    public int Write(Span<byte> bytes)
    {
        int length = LinkFrameHeader.Size;
        length += Varint.Write(bytes[length..], Id);
        bytes[length++] = (byte)Flags;
        Target.CopyTo(bytes[length..]);
        length += Target.Length;
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[length..], Signature);
        length += sizeof(uint);
        if ((Flags & RequestFlags.Deadline) != 0)
            length += Varint.Write(bytes[length..], Deadline);
        if ((Flags & RequestFlags.Trace) != 0)
        {
            length += WriteTrace(bytes[length..], TraceParent);
            length += WriteTrace(bytes[length..], TraceState);
        }
        if ((Flags & RequestFlags.Attachments) != 0)
            length += Attachments.Write(bytes[length..]);
        return length;
    }

    public static bool TryRead(ReadOnlySpan<byte> body, out RequestHead head)
    {
        var reader = new WireReader(body);
        ulong id = reader.Varint();
        var flags = (RequestFlags)reader.Byte();
        ReadOnlySpan<byte> fromTarget = reader.Rest;
        SkipTarget(ref reader, flags);
        ReadOnlySpan<byte> target = fromTarget[..(fromTarget.Length - reader.Rest.Length)];
        uint signature = reader.UInt32();
        ulong deadline = (flags & RequestFlags.Deadline) != 0 ? reader.Varint() : 0;
        bool traced = (flags & RequestFlags.Trace) != 0;
        string traceParent = traced ? reader.Text(MaxTrace) : "";
        string traceState = traced ? reader.Text(MaxTrace) : "";
        bool attached = (flags & RequestFlags.Attachments) != 0;
        AttachmentRange attachments = default;
        bool isRead = !attached || AttachmentRange.TryRead(ref reader, out attachments);
        head = new RequestHead
        {
            Id = id,
            Flags = flags,
            Target = target,
            Signature = signature,
            Deadline = deadline,
            TraceParent = traceParent,
            TraceState = traceState,
            Attachments = attachments,
            Length = body.Length - reader.Rest.Length,
        };
        return isRead && reader.Succeeded && (flags & ~RequestFlags.All) == 0;
    }

    private static void SkipTarget(ref WireReader reader, RequestFlags flags)
    {
        if ((flags & RequestFlags.Object) != 0)
            reader.Varint();
        else
            reader.Bytes(WireLimits.Name);
        reader.Bytes(WireLimits.Name);
    }

    // A trace that does not fit is left out: it must never be a reason for a call to fail.
    private static int WriteTrace(Span<byte> bytes, string text)
    {
        int size = Encoding.UTF8.GetByteCount(text);
        if (size > MaxTrace / 2)
            (text, size) = ("", 0);
        int length = Varint.Write(bytes, (ulong)size);
        return length + Encoding.UTF8.GetBytes(text, bytes[length..]);
    }
}
