using Microsoft.Extensions.Logging;
using PeerRpc.Core.Frames;

namespace PeerRpc.Broker.Auditing;

/// <summary>Told of what happens at the broker: counts it, and hands it to the application's audit.</summary>
internal sealed partial class BrokerEvents(
    IEnumerable<IPeerAuditSink> sinks, TimeProvider time, ILogger<BrokerEvents> logger)
{
    private readonly IPeerAuditSink[] _sinks = [.. sinks];
    private readonly long _started = time.GetTimestamp();

    /// <summary>When the broker was started.</summary>
    public DateTimeOffset StartedAt { get; } = time.GetUtcNow();

    /// <summary>For how long it has been running.</summary>
    public TimeSpan Uptime => time.GetElapsedTime(_started);

    public EventCounts Counts { get; } = new();

    public void Connected(PeerSession session)
    {
        if (_sinks.Length > 0)
            Record(Of(PeerAuditKind.Connected, session));
    }

    /// <summary>The broker does not serve a connection, or not any more.</summary>
    /// <param name="session">The client; null if it was not known yet.</param>
    /// <param name="remoteAddress">Where it came from.</param>
    /// <param name="reason">What the client is told.</param>
    public void Refused(PeerSession? session, string? remoteAddress, GoodbyeFrame reason)
    {
        Counts.CountRefusal(reason.Code);
        if (_sinks.Length > 0)
        {
            Record(new PeerAuditEvent
            {
                Kind = PeerAuditKind.Refused,
                At = time.GetUtcNow(),
                Session = session,
                RemoteAddress = remoteAddress,
                Code = reason.Code,
                Reason = reason.Message,
            });
        }
    }

    public void Disconnected(PeerSession session, string reason)
    {
        if (_sinks.Length > 0)
            Record(Of(PeerAuditKind.Disconnected, session) with { Reason = reason });
    }

    /// <summary>A client has got an id.</summary>
    /// <param name="session">The client.</param>
    /// <param name="peerId">The id.</param>
    /// <param name="isReturn">Whether it was kept for the client.</param>
    public void Registered(PeerSession session, string peerId, bool isReturn)
    {
        Counts.CountRegistration(isReturn);
        if (_sinks.Length > 0)
            Record(Of(PeerAuditKind.Registered, session) with { PeerId = peerId });
    }

    public void RegistrationRefused(PeerSession session, string peerId, PeerRpcException refusal)
    {
        Counts.CountRefusal(refusal.Code);
        if (_sinks.Length > 0)
        {
            Record(Of(PeerAuditKind.RegistrationRefused, session) with
            {
                PeerId = peerId,
                Code = refusal.Code,
                Reason = refusal.Message,
            });
        }
    }

    public void Unregistered(PeerSession session, string peerId)
    {
        if (_sinks.Length > 0)
            Record(Of(PeerAuditKind.Unregistered, session) with { PeerId = peerId });
    }

    /// <summary>A client has lost its ids.</summary>
    /// <param name="session">Who lost them.</param>
    /// <param name="peerId">The id that it was about.</param>
    /// <param name="successor">Who has that now.</param>
    public void TakenOver(PeerSession session, string peerId, PeerSession successor)
    {
        Counts.CountTakeOver();
        if (_sinks.Length > 0)
            Record(Of(PeerAuditKind.TakenOver, session) with { PeerId = peerId, Successor = successor });
    }

    /// <summary>A client may call a peer.</summary>
    /// <param name="session">The client.</param>
    /// <param name="openerId">The id that it calls as; empty for none.</param>
    /// <param name="targetId">The peer.</param>
    public void RouteAllowed(PeerSession session, string openerId, string targetId)
    {
        if (_sinks.Length > 0)
            Record(Of(PeerAuditKind.RouteAllowed, session) with { PeerId = IdOf(openerId), TargetId = targetId });
    }

    public void RouteRefused(PeerSession session, string openerId, string targetId, RouteRefusedFrame refusal)
    {
        Counts.CountRefusal(refusal.Code);
        if (_sinks.Length > 0)
        {
            Record(Of(PeerAuditKind.RouteRefused, session) with
            {
                PeerId = IdOf(openerId),
                TargetId = targetId,
                Code = refusal.Code,
                Reason = refusal.Message,
            });
        }
    }

    private static string? IdOf(string id) => id.Length > 0 ? id : null;

    private PeerAuditEvent Of(PeerAuditKind kind, PeerSession session) => new()
    {
        Kind = kind,
        At = time.GetUtcNow(),
        Session = session,
        RemoteAddress = session.RemoteAddress,
    };

    private void Record(PeerAuditEvent auditEvent)
    {
        foreach (IPeerAuditSink sink in _sinks)
        {
            try
            {
                sink.Record(auditEvent);
            }
            catch (Exception exception)
            {
                // Foreign code: an audit that fails must not end what it only watches.
                Log.SinkFailed(logger, auditEvent.Kind, exception);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2062, LogLevel.Error, "An audit sink threw when it was told of {Kind}.")]
        public static partial void SinkFailed(ILogger logger, PeerAuditKind kind, Exception exception);
    }
}
