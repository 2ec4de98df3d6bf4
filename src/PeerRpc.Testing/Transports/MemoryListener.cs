using System.Security.Claims;
using PeerRpc.Broker.Hosting;
using PeerRpc.Core.Transports;

namespace PeerRpc.Testing.Transports;

/// <summary>Hands connections within the process to a broker, and owns them until they have ended.</summary>
internal sealed class MemoryListener(PeerBroker broker) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly HashSet<Task> _connections = []; // guarded by itself

    public Uri Address { get; } = new($"memory://{Guid.NewGuid():N}/");

    /// <summary>Connects.</summary>
    /// <param name="principal">Who the broker takes the client for, unless it sends a token.</param>
    /// <returns>The client's end.</returns>
    public PeerTransport Connect(ClaimsPrincipal principal)
    {
        var pipe = new MemoryPipe(Address);
        Task serving = Task.Run(
            () => broker.RunAsync(pipe.BrokerEnd, principal, remoteAddress: null, _stopping.Token),
            CancellationToken.None);
        lock (_connections)
            _connections.Add(serving);
        _ = serving.ContinueWith(Forget, TaskScheduler.Default);
        return pipe.ClientEnd;
    }

    /// <summary>Closes all connections and waits for their end.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        Task[] open;
        lock (_connections)
            open = [.. _connections];
        await Task.WhenAll(open);
        _stopping.Dispose();
    }

    private void Forget(Task ended)
    {
        lock (_connections)
            _connections.Remove(ended);
    }
}
