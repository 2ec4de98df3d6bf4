using System.Collections.Concurrent;
using PeerRpc.Broker.Auditing;

namespace PeerRpc.Broker.Tests.Auditing;

/// <summary>Keeps what it is told.</summary>
internal sealed class RecordingSink : IPeerAuditSink
{
    private readonly ConcurrentQueue<PeerAuditEvent> _events = [];

    public IReadOnlyList<PeerAuditEvent> Events => [.. _events];

    public void Record(PeerAuditEvent auditEvent) => _events.Enqueue(auditEvent);
}
