using PeerRpc.CodeGeneration;
using PeerRpc.Core.Serialization;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Faults;

/// <summary>Turns what people's code threw into the fault that travels.</summary>
/// <param name="serializer">Writes the data of declared errors.</param>
internal sealed class FaultMaker(PeerSerializer serializer)
{
    /// <summary>The fault of code that ran: of a declared error its data, of anything else no word.</summary>
    /// <param name="exception">What it threw; replaced if it cannot be written, for the log.</param>
    /// <param name="context">The method to which the code belongs.</param>
    /// <param name="origin">On which side the code ran.</param>
    public FaultFrame ToFault(ref Exception exception, FaultContext context, PeerErrorOrigin origin)
    {
        if (exception is RefusalException refusal)
            return FaultFrame.Of(refusal.Code, Executed.Yes, origin, refusal.Message);
        try
        {
            if (exception is PeerApplicationException application
                && ToDeclaredFault(application, context.Method, origin) is { } declared)
            {
                return declared;
            }
        }
        catch (Exception failure)
        {
            // The data of a declared error cannot be written. The code has failed all the same, and the other side
            // must hear of it; the log gets what stood in the way.
            exception = failure;
        }
        return Undeclared(context, origin);
    }

    /// <summary>The fault of code that threw something undeclared; its text stays home.</summary>
    public static FaultFrame Undeclared(FaultContext context, PeerErrorOrigin origin)
    {
        string text = origin == PeerErrorOrigin.Caller
            ? $"A stream among the arguments failed; the caller's log has the reason under {context.CorrelationId}."
            : $"The method failed; the callee's log has the reason under {context.CorrelationId}.";
        return FaultFrame.Of(PeerErrorCode.Internal, Executed.Yes, origin, text);
    }

    private FaultFrame? ToDeclaredFault(
        PeerApplicationException exception, PeerMethod method, PeerErrorOrigin origin)
    {
        PeerArguments detail = ArgumentsCache.Rent();
        // Once, because an error that is not this exception's writes nothing.
        detail.Begin(keepValues: false);
        foreach (PeerDeclaredError error in method.Errors)
        {
            if (!error.TryWrite(exception, serializer, detail.Payload))
                continue;
            detail.Payload.EndPayload();
            FaultFrame fault =
                FaultFrame.Of(PeerErrorCode.ApplicationError, Executed.Yes, origin, exception.Message) with
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
}
