using System.Net;
using System.Net.Sockets;

namespace PeerRpc.Chaos.Network;

/// <summary>
/// Passes TCP connections on to the broker, and spoils them: cuts them in the middle of anything, lets them stall, or
/// lets them go half-open.
/// </summary>
/// <remarks>
/// One loop accepts; each connection has two pumps, which end with it. A broker that is not there looks to clients like
/// a connection that ends at once.
/// </remarks>
internal sealed class FaultyProxy : IAsyncDisposable
{
    // Far more than the clients of a run; a run that reconnects madly is refused instead of eating all file handles.
    private const int MostConnections = 2_000;

    private readonly Socket _listener;
    private readonly IPEndPoint _broker;
    private readonly Func<ByteBudget?> _nextBudget;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new(); // guards _connections
    private readonly List<ProxiedConnection> _connections = [];
    private readonly Task _accepting;

    /// <param name="broker">Where the broker listens.</param>
    /// <param name="nextBudget">After how many bytes a new connection is cut; null for never.</param>
    public FaultyProxy(IPEndPoint broker, Func<ByteBudget?>? nextBudget = null)
    {
        _broker = broker;
        _nextBudget = nextBudget ?? (() => null);
        _listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _accepting = Task.Run(AcceptAsync);
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndPoint!;

    /// <summary>The connections that pass bytes now: neither cut nor half-open.</summary>
    public IReadOnlyList<ProxiedConnection> Live
    {
        get
        {
            lock (_gate)
                return [.. _connections.Where(connection => connection.IsLive)];
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        ProxiedConnection[] connections;
        lock (_gate)
            connections = [.. _connections];
        foreach (ProxiedConnection connection in connections)
            await connection.DisposeAsync();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                Socket client = await _listener.AcceptAsync(_stop.Token);
                Add(client);
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException
                or ObjectDisposedException)
            {
                // The proxy ends, or a client has gone before it was accepted.
                if (exception is not SocketException)
                    return;
            }
        }
    }

    private void Add(Socket client)
    {
        lock (_gate)
        {
            if (_connections.Count >= MostConnections)
            {
                client.Dispose();
                return;
            }
            var connection = new ProxiedConnection(client, _broker, _nextBudget());
            _connections.Add(connection);
            _ = RemoveAsync(connection);
        }
    }

    private async Task RemoveAsync(ProxiedConnection connection)
    {
        await connection.Ended.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        lock (_gate)
            _connections.Remove(connection);
    }
}
