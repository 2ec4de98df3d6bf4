namespace PeerRpc.Broker.Auditing;

/// <summary>Takes what happens at a broker, to keep it. Added with <c>AddAuditSink</c>.</summary>
public interface IPeerAuditSink
{
    /// <summary>
    /// Something has happened. Called on the broker's own threads, by several at a time: it must return at once, and
    /// hand on elsewhere what takes time. What it throws is logged, and changes nothing.
    /// </summary>
    /// <param name="auditEvent">What has happened.</param>
    void Record(PeerAuditEvent auditEvent);
}
