using Microsoft.Extensions.Logging;
using PeerRpc.Core.Faults;

namespace PeerRpc.Core.Streams;

/// <summary>What people's producers and observers threw; nobody else hears of it.</summary>
internal static partial class StreamLog
{
    /// <summary>A producer threw what its contract does not declare.</summary>
    public static void ProducerFailed(OutgoingStream stream, Exception exception)
    {
        FaultContext context = stream.Owner.FaultContext;
        ProducerFailed(stream.Streams.Logger, context.Method.Name, context.CorrelationId, exception);
    }

    /// <summary>A source could not be closed, or a listener to the stream's token threw.</summary>
    public static void StopFailed(OutgoingStream stream, Exception exception)
    {
        FaultContext context = stream.Owner.FaultContext;
        StopFailed(stream.Streams.Logger, context.Method.Name, context.CorrelationId, exception);
    }

    [LoggerMessage(
        104, LogLevel.Warning,
        "A stream of {Method} failed with an exception that its contract does not declare; its reader was told "
            + "Internal, without its text. Call {CorrelationId}.")]
    private static partial void ProducerFailed(
        ILogger logger, string method, string correlationId, Exception exception);

    [LoggerMessage(
        105, LogLevel.Warning,
        "A source or a listener to the token of a stream of {Method} threw an exception when the stream was stopped. "
            + "Call {CorrelationId}.")]
    public static partial void StopFailed(ILogger logger, string method, string correlationId, Exception exception);

    [LoggerMessage(
        106, LogLevel.Warning,
        "An observer of {Method} threw an exception; its subscription has ended. Call {CorrelationId}.")]
    public static partial void ObserverFailed(
        ILogger logger, string method, string correlationId, Exception exception);
}
