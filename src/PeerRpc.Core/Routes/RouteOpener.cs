using PeerRpc.Core.Connections;
using PeerRpc.Core.Frames;

namespace PeerRpc.Core.Routes;

/// <summary>A connection to a broker, as those see it who open routes over it.</summary>
/// <param name="routes">Its labels.</param>
/// <param name="connection">The connection.</param>
/// <param name="maxRoutes">How many routes this side may have open.</param>
internal sealed class RouteOpener(RouteTable routes, FrameConnection connection, uint maxRoutes)
{
    private volatile bool _isLost;

    public uint MaxRoutes => maxRoutes;

    /// <summary>What is said to who wants a route when there is none.</summary>
    public string AllInUse => $"All {maxRoutes} routes of this client are in use.";

    /// <summary>Whether the connection has ended; no route may be opened any more.</summary>
    public bool IsLost => _isLost;

    public void Lose() => _isLost = true;

    /// <summary>Whether a label is about to be free.</summary>
    public bool WillHaveRoom => routes.IsAnyClosing;

    /// <summary>Takes a label for a new route; null if all are taken.</summary>
    public Route? Take(IRouteUser user) => routes.Take(user, maxRoutes);

    /// <summary>Asks for the route.</summary>
    public void Open(Route route, OpenRouteFrame frame) => connection.Send(route.Label, frame);

    public void Flush() => connection.Flush();
}
