using PeerRpc.Benchmarks.Echo;

namespace PeerRpc.Benchmarks.Bulk;

/// <summary>
/// A way to move many bytes from one client to another: how to start its broker, its sender and its receiver, each in
/// a process of its own.
/// </summary>
/// <remarks>
/// Everything else is shared by all: the processes, the bytes that are sent, their check, the clocks and the report. A
/// new system implements this interface and is added to <see cref="BulkSystems"/>.
/// </remarks>
internal interface IBulkSystem
{
    /// <summary>The name in tables, in JSON and in <c>--systems</c>.</summary>
    string Name { get; }

    /// <summary>Starts the broker on a free loopback port or a fresh socket path.</summary>
    Task<IEchoBroker> StartBrokerAsync(EchoTransport transport, CancellationToken cancellationToken);

    /// <summary>
    /// Connects a sender, on a connection of its own, that sends <see cref="BulkPattern"/> to whoever asks and answers
    /// small calls with their argument; done when it can be asked.
    /// </summary>
    Task<IAsyncDisposable> StartSenderAsync(Uri broker, BulkTarget target, CancellationToken cancellationToken);

    /// <summary>Connects a receiver that reaches the senders through the broker.</summary>
    Task<IBulkCaller> StartReceiverAsync(Uri broker, CancellationToken cancellationToken);
}
