using PeerRpc.Broker.Sessions;

namespace PeerRpc.Broker.Endpoints;

/// <summary>Serves the routes that clients open to the broker itself.</summary>
internal interface IBrokerEndpoint
{
    /// <summary>
    /// Takes a route: sets <see cref="BrokerRoute.End"/>, then opens or refuses it, here or later. Called on the thread
    /// pool, outside all locks.
    /// </summary>
    /// <param name="session">The client.</param>
    /// <param name="openerId">The id that it calls as; empty for none. It is one of its own.</param>
    /// <param name="route">The route.</param>
    /// <param name="hello">The client's first link frame.</param>
    void Accept(BrokerSession session, string openerId, BrokerRoute route, ReadOnlyMemory<byte> hello);
}
