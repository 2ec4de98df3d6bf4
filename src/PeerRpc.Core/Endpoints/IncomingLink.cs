using PeerRpc.Core.Calls;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Routes;

namespace PeerRpc.Core.Endpoints;

/// <summary>The acceptor's end of a link, over its route.</summary>
/// <param name="number">The number that the opener gave it.</param>
/// <param name="calls">The calls on it.</param>
/// <param name="ended">Told when it has ended.</param>
internal sealed class IncomingLink(ulong number, IncomingCalls calls, Action<IncomingLink> ended) : IRouteUser
{
    public ulong Number => number;

    public IncomingCalls Calls => calls;

    /// <summary>The route; known once the link is attached to it.</summary>
    public Route? Route { get; set; }

    public void OnOpened(Route route, RouteOpenedFrame opened) =>
        throw new InvalidOperationException("An acceptor's route is open from the start.");

    public void OnRefused(RouteRefusedFrame refused) =>
        throw new InvalidOperationException("An acceptor's route is open from the start.");

    public string? OnData(ReadOnlySpan<byte> data, IWorkSink after) => calls.Link.OnData(data, after);

    public void OnClosed(CloseReason reason, string message) => End();

    /// <summary>Ends the link: its opener is gone, or has opened a newer one.</summary>
    public void End()
    {
        calls.End();
        ended(this);
    }
}
