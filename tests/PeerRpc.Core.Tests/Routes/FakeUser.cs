using PeerRpc.Core.Connections;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Routes;

namespace PeerRpc.Core.Tests.Routes;

/// <summary>Remembers what it is told of its route.</summary>
internal sealed class FakeUser : IRouteUser, IRoomWaiter
{
    public bool Opened { get; private set; }

    public RouteRefusedFrame? Refused { get; private set; }

    public CloseReason? Closed { get; set; }

    public List<byte[]> Data { get; } = [];

    public string? Fault { get; set; }

    public void OnOpened(Route route, RouteOpenedFrame opened) => Opened = true;

    public void OnRefused(RouteRefusedFrame refused) => Refused = refused;

    public string? OnData(ReadOnlySpan<byte> data, IWorkSink after)
    {
        Data.Add(data.ToArray());
        return Fault;
    }

    public void OnClosed(CloseReason reason, string message) => Closed = reason;

    public void OnRoom()
    {
    }
}
