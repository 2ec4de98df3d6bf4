namespace PeerRpc.Benchmarks.Echo;

/// <summary>
/// A system under measurement: how to start its broker, its callee and its caller, each in a process of its own.
/// </summary>
/// <remarks>
/// Everything else is shared by all systems: the processes, the loops that call, the clocks and the report. A new
/// system implements this interface and is added to <see cref="EchoSystems"/>.
/// </remarks>
internal interface IEchoSystem
{
    /// <summary>The name in tables, in JSON and in <c>--systems</c>.</summary>
    string Name { get; }

    /// <summary>Starts the broker on a free loopback port or a fresh socket path.</summary>
    Task<IEchoBroker> StartBrokerAsync(EchoTransport transport, CancellationToken cancellationToken);

    /// <summary>Connects a callee that answers every call with its argument; done when it can be called.</summary>
    Task<IAsyncDisposable> StartCalleeAsync(Uri broker, CancellationToken cancellationToken);

    /// <summary>Connects a caller that reaches the callee through the broker.</summary>
    Task<IEchoCaller> StartCallerAsync(Uri broker, CancellationToken cancellationToken);
}
