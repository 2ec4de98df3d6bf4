using Microsoft.Extensions.Logging;

namespace PeerRpc.Core.Calls;

/// <summary>What people's methods threw that nobody else hears of.</summary>
internal static partial class CallLog
{
    [LoggerMessage(
        101, LogLevel.Warning,
        "{Controller}/{Method} threw an exception that its contract does not declare; the caller was told "
            + "Internal, without its text. Call {CorrelationId}.")]
    public static partial void MethodFailed(
        ILogger logger, string controller, string method, string correlationId, Exception exception);

    [LoggerMessage(
        103, LogLevel.Warning,
        "{Controller}/{Method} was answered, and then its controller could not be disposed of. "
            + "Call {CorrelationId}.")]
    public static partial void DisposalFailed(
        ILogger logger, string controller, string method, string correlationId, Exception exception);

    [LoggerMessage(
        102, LogLevel.Warning,
        "A listener to the token of {Controller}/{Method} threw an exception when it fired. Call {CorrelationId}.")]
    public static partial void ListenerFailed(
        ILogger logger, string controller, string method, string correlationId, Exception exception);
}
