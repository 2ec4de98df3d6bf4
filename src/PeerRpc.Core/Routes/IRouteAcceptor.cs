using PeerRpc.Core.Frames;

namespace PeerRpc.Core.Routes;

/// <summary>Decides about the routes that others open to this client; called from the read pump.</summary>
internal interface IRouteAcceptor
{
    /// <summary>A route has been opened to this client.</summary>
    /// <param name="frame">Who opened it, and the link's hello.</param>
    /// <param name="user">What the route is for, if it is accepted.</param>
    /// <param name="reply">The acceptor's hello, if it is accepted.</param>
    /// <param name="attach">Called once the reply stands in the queue: from now on the link may write.</param>
    /// <returns>Null if it is accepted, otherwise why not.</returns>
    RouteRefusedFrame? Accept(
        IncomingRouteFrame frame, out IRouteUser? user, out RouteOpenedFrame reply, out Action<Route>? attach);
}
