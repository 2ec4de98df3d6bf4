using PeerRpc.CodeGeneration;
using PeerRpc.Core.Serialization;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Faults;

/// <summary>Turns the fault that came over the wire into the exception that the caller catches.</summary>
internal sealed class FaultTranslator(PeerSerializer serializer)
{
    public PeerRpcException ToException(FaultFrame fault, FaultContext context)
    {
        TimeSpan? retryAfter = fault.RetryAfter > TimeSpan.Zero ? fault.RetryAfter : null;
        string correlationId = context.CorrelationId;
        return fault.Code switch
        {
            PeerErrorCode.ApplicationError => WithCorrelation(
                ToApplicationException(fault, context.Method), correlationId),
            PeerErrorCode.DeadlineExceeded => new PeerDeadlineExceededException(
                fault.Message, fault.Executed, fault.Origin)
            {
                CorrelationId = correlationId,
            },
            PeerErrorCode.MethodNotFound => new PeerRpcException(
                fault.Code, $"{fault.Message} The caller's contract has {context.Method}.", fault.Executed,
                fault.Origin)
            {
                CorrelationId = correlationId,
            },
            _ => new PeerRpcException(fault.Code, fault.Message, fault.Executed, fault.Origin)
            {
                CorrelationId = correlationId,
                RetryAfter = retryAfter,
            },
        };
    }

    private static PeerApplicationException WithCorrelation(PeerApplicationException exception, string correlationId)
    {
        exception.SetCorrelationId(correlationId);
        return exception;
    }

    private PeerApplicationException ToApplicationException(FaultFrame fault, PeerMethod method)
    {
        PeerDeclaredError? declared = method.Errors.FirstOrDefault(error => error.Code == fault.ErrorCode);
        if (declared is null)
            return new PeerApplicationException(fault.ErrorCode, fault.Message, fault.Detail);
        PayloadReader reader = PayloadReaderCache.Rent();
        try
        {
            if (!reader.TryBegin(fault.Detail))
                throw new FormatException("The data of the error is malformed.");
            return declared.Read(fault.Message, reader, fault.Detail, serializer);
        }
        catch (Exception)
        {
            // The two contracts disagree about the data, or the serializer does not know their type: the error still
            // arrives, with its raw data. Thrown on, it would be the end of the thread and no outcome of the call.
            return new PeerApplicationException(fault.ErrorCode, fault.Message, fault.Detail);
        }
        finally
        {
            PayloadReaderCache.Return(reader);
        }
    }
}
