using PeerRpc.Core.Frames;

namespace PeerRpc.Broker.Auditing;

/// <summary>How often what has happened at a broker. For any thread.</summary>
internal sealed class EventCounts
{
    private static readonly PeerErrorCode[] Codes = Enum.GetValues<PeerErrorCode>();
    private static readonly CloseReason[] Reasons = Enum.GetValues<CloseReason>();

    private readonly long[] _refusals = new long[Codes.Length];
    private readonly long[] _routesClosed = new long[(int)Reasons.Max() + 1];
    private long _routesOpened;
    private long _registrations;
    private long _returns;
    private long _takeOvers;

    /// <summary>Routes between peers that were opened.</summary>
    public long RoutesOpened => Volatile.Read(ref _routesOpened);

    /// <summary>Peer ids that were registered, those included that came back.</summary>
    public long Registrations => Volatile.Read(ref _registrations);

    /// <summary>Of those, the ones that were kept for a client on its way back.</summary>
    public long Returns => Volatile.Read(ref _returns);

    /// <summary>Clients that were cut off because others of their principals have taken their ids.</summary>
    public long TakeOvers => Volatile.Read(ref _takeOvers);

    /// <summary>Connections, registrations and routes that were refused, by code.</summary>
    public IReadOnlyDictionary<PeerErrorCode, long> Refusals =>
        Codes.Where(code => Volatile.Read(ref _refusals[(int)code]) > 0)
            .ToDictionary(code => code, code => Volatile.Read(ref _refusals[(int)code]));

    /// <summary>Routes between peers that have ended, by reason.</summary>
    public IReadOnlyDictionary<CloseReason, long> RoutesClosed =>
        Reasons.Where(reason => Volatile.Read(ref _routesClosed[(int)reason]) > 0)
            .ToDictionary(reason => reason, reason => Volatile.Read(ref _routesClosed[(int)reason]));

    public void CountRefusal(PeerErrorCode code) => Interlocked.Increment(ref _refusals[(int)code]);

    public void CountRouteOpened() => Interlocked.Increment(ref _routesOpened);

    public void CountRouteClosed(CloseReason reason) => Interlocked.Increment(ref _routesClosed[(int)reason]);

    public void CountRegistration(bool isReturn)
    {
        Interlocked.Increment(ref _registrations);
        if (isReturn)
            Interlocked.Increment(ref _returns);
    }

    public void CountTakeOver() => Interlocked.Increment(ref _takeOvers);
}
