using PeerRpc.Core.Faults;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;
using PeerRpc.Core.Streams;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Calls;

/// <summary>Makes and sends the callee's final frames.</summary>
internal sealed class CallAnswers(Link link, PeerSerializer serializer) : IFrameOwner
{
    private readonly FaultMaker _faults = new(serializer);

    /// <summary>How many final frames wait for the caller to take them. Under the gate.</summary>
    public int Waiting { get; private set; }

    bool IFrameOwner.IsWanted => true;

    /// <summary>Sends a response. Under the gate.</summary>
    /// <param name="callId">The call.</param>
    /// <param name="payload">The result.</param>
    /// <param name="attachments">What it carries besides, which is opened with it; null for nothing.</param>
    public void Respond(ulong callId, ReadOnlySpan<byte> payload, OfferedAttachments? attachments)
    {
        Span<byte> head = stackalloc byte[LinkFrameHeader.Size + Varint.MaxLength + AttachmentRange.MaxSize];
        int length = LinkFrameHeader.Size;
        length += Varint.Write(head[length..], callId);
        length += (attachments?.Range ?? default).Write(head[length..]);
        head = head[..length];
        if (length + payload.Length - LinkFrameHeader.Size <= link.RemoteLimits.Message)
        {
            Waiting++;
            IFrameOwner owner = attachments is null ? this : new Opening(this, attachments);
            link.Send(LinkFrameKind.Response, head, payload, owner);
            return;
        }
        attachments?.Withdraw();
        Refuse(ToFault(callId, TooLarge(payload.Length)));
    }

    /// <summary>Sends a fault, without its data if they are more than the caller accepts. Under the gate.</summary>
    public void Refuse(FaultFrame fault)
    {
        var writer = new WireWriter();
        fault.Write(writer);
        // The error itself must arrive: without its data, the caller catches the base type under the error's name.
        if (fault.Detail.Length > 0 && writer.Written.Length > link.RemoteLimits.Message)
        {
            Refuse(fault with { Detail = default });
            return;
        }
        Span<byte> head = stackalloc byte[LinkFrameHeader.Size];
        Waiting++;
        link.Send(LinkFrameKind.Fault, head, writer.Written, this);
    }

    /// <summary>The fault of a request that is refused before a call was made of it.</summary>
    public static FaultFrame ToFault(ulong callId, PeerRpcException refusal) => new(
        callId, refusal.Code, refusal.Executed, PeerErrorOrigin.CalleeRuntime,
        refusal.RetryAfter ?? TimeSpan.Zero, refusal.Message, "", default);

    /// <summary>The fault of a call that has thrown.</summary>
    /// <param name="call">The call.</param>
    /// <param name="exception">What it threw; replaced if that cannot be written, for the log.</param>
    /// <param name="cancelled">Whether its caller gave up.</param>
    public FaultFrame ToFault(IncomingCall call, ref Exception exception, CancelReason cancelled)
    {
        if (exception is RefusalException refusal)
            return Refused(call, refusal, PeerErrorOrigin.Broker);
        if (!call.IsEntered)
            return ToFaultBeforeEntry(call, exception);
        if (exception is OperationCanceledException && cancelled != 0)
        {
            PeerErrorCode code = cancelled == CancelReason.Deadline
                ? PeerErrorCode.DeadlineExceeded
                : PeerErrorCode.Cancelled;
            return Fault(
                call, code, Executed.Yes, PeerErrorOrigin.CalleeCode,
                "The method stopped because its caller no longer waits.");
        }
        return _faults.ToFault(ref exception, call.FaultContext, PeerErrorOrigin.CalleeCode) with { CallId = call.Id };
    }

    private static FaultFrame ToFaultBeforeEntry(IncomingCall call, Exception exception) => exception switch
    {
        PeerRpcException refusal => Refused(call, refusal, PeerErrorOrigin.CalleeRuntime),
        FormatException => Fault(
            call, PeerErrorCode.InvalidArgument, Executed.No, PeerErrorOrigin.CalleeRuntime, exception.Message),
        _ => Fault(
            call, PeerErrorCode.Internal, Executed.No, PeerErrorOrigin.CalleeRuntime,
            $"The controller could not be entered; the callee's log has the reason under {call.CorrelationId}."),
    };

    private static FaultFrame Refused(IncomingCall call, PeerRpcException refusal, PeerErrorOrigin origin) =>
        Fault(call, CodeOf(refusal), Executed.No, origin, refusal.Message) with
        {
            RetryAfter = refusal.RetryAfter ?? TimeSpan.Zero,
        };

    // A filter may throw whatever it likes; the other side could not read what is no code.
    private static PeerErrorCode CodeOf(PeerRpcException refusal) =>
        refusal.Code == PeerErrorCode.None ? PeerErrorCode.Internal : refusal.Code.ToListed();

    private static FaultFrame Fault(
        IncomingCall call, PeerErrorCode code, Executed executed, PeerErrorOrigin origin, string message) =>
        FaultFrame.Of(code, executed, origin, message) with { CallId = call.Id };

    private PeerRpcException TooLarge(int length) => new(
        PeerErrorCode.ResourceExhausted,
        $"The result takes {length} bytes, and the caller accepts {link.RemoteLimits.Message}.", Executed.Yes);

    void IFrameOwner.OnWritten(bool whole)
    {
        if (whole)
            Waiting--;
    }

    void IFrameOwner.OnAbandoned() => Waiting--;

    // Streams begin when the response that tells of them has been written.
    private sealed class Opening(CallAnswers answers, OfferedAttachments attachments) : IFrameOwner
    {
        bool IFrameOwner.IsWanted => true;

        void IFrameOwner.OnWritten(bool whole)
        {
            if (!whole)
                return;
            answers.Waiting--;
            attachments.Open();
        }

        void IFrameOwner.OnAbandoned() => answers.Waiting--;
    }
}
