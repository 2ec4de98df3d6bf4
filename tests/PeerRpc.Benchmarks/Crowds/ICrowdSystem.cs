namespace PeerRpc.Benchmarks.Crowds;

/// <summary>Something that many clients can be connected to at a time.</summary>
internal interface ICrowdSystem
{
    /// <summary>The name in tables, in JSON and in <c>--systems</c>.</summary>
    string Name { get; }

    /// <summary>Starts the broker, on as many free loopback ports as are asked for.</summary>
    Task<ICrowdBroker> StartBrokerAsync(int ports, CancellationToken cancellationToken);

    /// <summary>Connects a client of a name; done when all that the system asks of a client is done.</summary>
    Task<ICrowdPeer> JoinAsync(Uri broker, string name, CancellationToken cancellationToken);
}
