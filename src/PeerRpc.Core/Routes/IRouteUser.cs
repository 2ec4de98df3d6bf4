using PeerRpc.Core.Connections;
using PeerRpc.Core.Frames;

namespace PeerRpc.Core.Routes;

/// <summary>What a route is for; called from the read pump.</summary>
internal interface IRouteUser
{
    /// <summary>The other side has accepted the route.</summary>
    void OnOpened(Route route, RouteOpenedFrame opened);

    /// <summary>The route was refused; it does not exist any more.</summary>
    void OnRefused(RouteRefusedFrame refused);

    /// <summary>Link frames have come.</summary>
    /// <returns>Null, or in what way they break the protocol; the route is then closed.</returns>
    string? OnData(ReadOnlySpan<byte> data, IWorkSink after);

    /// <summary>The route has ended, from either side.</summary>
    void OnClosed(CloseReason reason, string message);
}
