using PeerRpc.Broker.Auditing;
using PeerRpc.Broker.Labels;
using PeerRpc.Core.Frames;

namespace PeerRpc.Broker.Routing;

/// <summary>Passes the end of one half of a route on to whatever is at its other side.</summary>
internal static class RouteClosing
{
    /// <summary>Closes what the half leads to, and says which hop has something to send now.</summary>
    public static Hop? PassOn(RouteHalf half, CloseReason reason, string message, EventCounts counts)
    {
        half.End?.OnClosed(reason, message);
        if (half.Other is not { } other || !other.Hop.Close(other, reason, message))
            return null;
        counts.CountRouteClosed(reason);
        return other.Hop;
    }

    /// <summary>Ends a hop and closes everything that led there, or from there. For any thread.</summary>
    public static void EndAll(Hop hop, CloseReason reason, string message, EventCounts counts)
    {
        var touched = new TouchedHops();
        foreach (RouteHalf half in hop.End())
        {
            if (PassOn(half, reason, message, counts) is { } other)
                touched.Add(other);
        }
        touched.Flush();
    }
}
