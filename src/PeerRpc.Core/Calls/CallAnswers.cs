using PeerRpc.CodeGeneration;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Calls;

/// <summary>Makes and sends the callee's final frames.</summary>
internal sealed class CallAnswers(Link link, PeerSerializer serializer) : IFrameOwner
{
    /// <summary>How many final frames wait for the caller to take them. Under the gate.</summary>
    public int Waiting { get; private set; }

    bool IFrameOwner.IsWanted => true;

    /// <summary>Sends a response. Under the gate.</summary>
    public void Respond(ulong callId, ReadOnlySpan<byte> payload)
    {
        Span<byte> head = stackalloc byte[LinkFrameHeader.Size + Varint.MaxLength];
        int length = LinkFrameHeader.Size + Varint.Write(head[LinkFrameHeader.Size..], callId);
        head = head[..length];
        if (length + payload.Length - LinkFrameHeader.Size > link.RemoteLimits.Message)
            Refuse(ToFault(callId, TooLarge(payload.Length)));
        else
            Send(LinkFrameKind.Response, head, payload);
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
        Send(LinkFrameKind.Fault, head, writer.Written);
    }

    /// <summary>The fault of a request that is refused before a call was made of it.</summary>
    public static FaultFrame ToFault(ulong callId, PeerRpcException refusal) => new(
        callId, refusal.Code, refusal.Executed, PeerErrorOrigin.CalleeRuntime,
        refusal.RetryAfter ?? TimeSpan.Zero, refusal.Message, "", default);

    /// <summary>The fault of a call that has thrown.</summary>
    public FaultFrame ToFault(IncomingCall call, Exception exception, CancelReason cancelled)
    {
        if (exception is RefusalException refusal)
            return Fault(call, refusal.Code, Executed.No, PeerErrorOrigin.Broker, refusal.Message);
        if (!call.IsEntered)
            return ToFaultBeforeEntry(call, exception);
        if (exception is PeerApplicationException application && ToDeclaredFault(call, application) is { } declared)
            return declared;
        if (exception is OperationCanceledException && cancelled != 0)
        {
            PeerErrorCode code = cancelled == CancelReason.Deadline
                ? PeerErrorCode.DeadlineExceeded
                : PeerErrorCode.Cancelled;
            return Fault(
                call, code, Executed.Yes, PeerErrorOrigin.CalleeCode,
                "The method stopped because its caller no longer waits.");
        }
        return MethodFailed(call);
    }

    /// <summary>The fault of a method that threw something undeclared; its text stays home.</summary>
    public static FaultFrame MethodFailed(IncomingCall call) => Fault(
        call, PeerErrorCode.Internal, Executed.Yes, PeerErrorOrigin.CalleeCode,
        $"The method failed; the callee's log has the reason under {call.CorrelationId}.");

    private static FaultFrame ToFaultBeforeEntry(IncomingCall call, Exception exception) => exception switch
    {
        PeerRpcException refusal => Fault(
            call, refusal.Code, Executed.No, PeerErrorOrigin.CalleeRuntime, refusal.Message) with
        {
            RetryAfter = refusal.RetryAfter ?? TimeSpan.Zero,
        },
        FormatException => Fault(
            call, PeerErrorCode.InvalidArgument, Executed.No, PeerErrorOrigin.CalleeRuntime, exception.Message),
        _ => Fault(
            call, PeerErrorCode.Internal, Executed.No, PeerErrorOrigin.CalleeRuntime,
            $"The controller could not be entered; the callee's log has the reason under {call.CorrelationId}."),
    };

    private FaultFrame? ToDeclaredFault(IncomingCall call, PeerApplicationException exception)
    {
        PeerArguments detail = ArgumentsCache.Rent();
        // Once, because an error that is not this exception's writes nothing.
        detail.Begin(keepValues: false);
        foreach (PeerDeclaredError error in call.ContractMethod.Errors)
        {
            if (!error.TryWrite(exception, serializer, detail.Payload))
                continue;
            detail.Payload.EndPayload();
            FaultFrame fault = Fault(
                call, PeerErrorCode.ApplicationError, Executed.Yes, PeerErrorOrigin.CalleeCode, exception.Message) with
            {
                ErrorCode = error.Code,
                Detail = detail.Payload.Written.ToArray(),
            };
            ArgumentsCache.Return(detail);
            return fault;
        }
        ArgumentsCache.Return(detail);
        return null;
    }

    private static FaultFrame Fault(
        IncomingCall call, PeerErrorCode code, Executed executed, PeerErrorOrigin origin, string message) =>
        new(call.Id, code, executed, origin, TimeSpan.Zero, message, "", default);

    private PeerRpcException TooLarge(int length) => new(
        PeerErrorCode.ResourceExhausted,
        $"The result takes {length} bytes, and the caller accepts {link.RemoteLimits.Message}.", Executed.Yes);

    void IFrameOwner.OnWritten(bool whole)
    {
        if (whole)
            Waiting--;
    }

    void IFrameOwner.OnAbandoned() => Waiting--;

    private void Send(LinkFrameKind kind, Span<byte> head, ReadOnlySpan<byte> tail)
    {
        Waiting++;
        link.Send(kind, head, tail, this);
    }
}
