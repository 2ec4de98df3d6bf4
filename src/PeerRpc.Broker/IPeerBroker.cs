namespace PeerRpc.Broker;

/// <summary>
/// A broker, for the application that hosts it: a service that <c>AddPeerBroker</c> adds. For any thread.
/// </summary>
public interface IPeerBroker
{
    /// <summary>How the broker is doing now, and what it has done since it was started.</summary>
    /// <returns>A snapshot. Taking one walks all clients and their routes.</returns>
    PeerBrokerStatus GetStatus();

    /// <summary>All peers, those included that are on their way back, whatever the policies let clients see.</summary>
    /// <returns>A snapshot, in no order.</returns>
    IReadOnlyList<PeerInfo> ListPeers();
}
