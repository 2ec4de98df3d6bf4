using PeerRpc.Core.Connections;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Routes;

namespace PeerRpc.Core.Endpoints;

/// <summary>A route that was to resume a link which this process does not know; it has been said so.</summary>
internal sealed class UnknownLink : IRouteUser
{
    public static UnknownLink Instance { get; } = new();

    public void OnOpened(Route route, RouteOpenedFrame opened) =>
        throw new InvalidOperationException("An acceptor's route is open from the start.");

    public void OnRefused(RouteRefusedFrame refused) =>
        throw new InvalidOperationException("An acceptor's route is open from the start.");

    // What the opener sent before it heard.
    public string? OnData(ReadOnlySpan<byte> data, IWorkSink after) => null;

    public void OnClosed(CloseReason reason, string message)
    {
    }
}
