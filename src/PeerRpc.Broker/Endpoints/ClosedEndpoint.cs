using PeerRpc.Broker.Sessions;

namespace PeerRpc.Broker.Endpoints;

/// <summary>Stands in while the broker serves no controllers.</summary>
internal sealed class ClosedEndpoint : IBrokerEndpoint
{
    public void Accept(BrokerSession session, string openerId, BrokerRoute route, ReadOnlyMemory<byte> hello) =>
        route.Refuse(PeerErrorCode.ControllerNotFound, "This broker serves no controllers.");
}
