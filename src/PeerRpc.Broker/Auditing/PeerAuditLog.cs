using Microsoft.Extensions.Logging;

namespace PeerRpc.Broker.Auditing;

/// <summary>Writes what happens at a broker to the application's log, one structured line each.</summary>
/// <param name="logger">The log.</param>
public sealed partial class PeerAuditLog(ILogger<PeerAuditLog> logger) : IPeerAuditSink
{
    /// <inheritdoc/>
    public void Record(PeerAuditEvent auditEvent)
    {
        ArgumentNullException.ThrowIfNull(auditEvent);
        Log.Recorded(
            logger, auditEvent.Kind, auditEvent.Session?.Id, auditEvent.Session?.Principal.Identity?.Name,
            auditEvent.RemoteAddress, auditEvent.PeerId, auditEvent.TargetId, auditEvent.Successor?.Id,
            auditEvent.Code, auditEvent.Reason);
    }

    private static partial class Log
    {
        [LoggerMessage(2061, LogLevel.Information,
            "{Kind}: session {Session} of {Principal} from {RemoteAddress}, peer id {PeerId}, target {TargetId}, " +
            "successor {Successor}, {Code}: {Reason}")]
        public static partial void Recorded(
            ILogger logger, PeerAuditKind kind, string? session, string? principal, string? remoteAddress,
            string? peerId, string? targetId, string? successor, PeerErrorCode code, string reason);
    }
}
