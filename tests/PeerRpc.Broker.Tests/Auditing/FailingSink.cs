using PeerRpc.Broker.Auditing;

namespace PeerRpc.Broker.Tests.Auditing;

/// <summary>Throws whatever it is told.</summary>
internal sealed class FailingSink : IPeerAuditSink
{
    public void Record(PeerAuditEvent auditEvent) => throw new InvalidOperationException("The disk is full.");
}
