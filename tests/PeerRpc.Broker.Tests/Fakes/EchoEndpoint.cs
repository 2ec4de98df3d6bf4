using PeerRpc.Broker.Endpoints;
using PeerRpc.Broker.Labels;
using PeerRpc.Broker.Sessions;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Frames;

namespace PeerRpc.Broker.Tests.Fakes;

/// <summary>Sends back what clients send to the broker itself.</summary>
internal sealed class EchoEndpoint : IBrokerEndpoint
{
    public TaskCompletionSource<CloseReason> Closed { get; } = new();

    public BrokerRoute Route { get; private set; } = null!;

    public void Accept(BrokerSession session, string openerId, BrokerRoute route, ReadOnlyMemory<byte> hello)
    {
        Route = route;
        route.End = new Echo(this, route);
        route.TryOpen(hello);
    }

    private sealed class Echo(EchoEndpoint endpoint, BrokerRoute route) : IRouteEnd, IRoomWaiter
    {
        public void OnData(ReadOnlySpan<byte> data)
        {
            route.TrySend(data, "!"u8, this);
            route.Flush();
        }

        public void OnClosed(CloseReason reason, string message) => endpoint.Closed.SetResult(reason);

        public void OnRoom()
        {
        }
    }
}
