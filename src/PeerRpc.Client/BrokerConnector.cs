using PeerRpc.Client.Connections;
using PeerRpc.Client.Transports;
using PeerRpc.Core.Routes;
using PeerRpc.Core.Transports;

namespace PeerRpc.Client;

/// <summary>Connects a client to its broker, at one of its addresses.</summary>
internal sealed class BrokerConnector
{
    private readonly PeerClientOptions _options;
    private readonly Guid _instance;
    private readonly IRouteAcceptor _acceptor;
    private readonly Func<bool> _hasCalls;
    private readonly Uri[] _addresses;
    private readonly IPeerConnector[] _connectors;
    private int _next;

    /// <param name="options">The client's options.</param>
    /// <param name="instance">Names the client's process.</param>
    /// <param name="acceptor">Decides about the routes that others open.</param>
    /// <param name="hasCalls">Whether calls wait for answers now.</param>
    /// <exception cref="ArgumentException">There is no way to one of the addresses.</exception>
    public BrokerConnector(PeerClientOptions options, Guid instance, IRouteAcceptor acceptor, Func<bool> hasCalls)
    {
        _options = options;
        _instance = instance;
        _acceptor = acceptor;
        _hasCalls = hasCalls;
        _addresses = [options.Address!, .. options.FallbackAddresses];
        _connectors = [.. _addresses.Select(FindConnector)];
    }

    /// <summary>Tries every address once.</summary>
    /// <exception cref="PeerRpcException">None could be reached; the error is that of the last one.</exception>
    public async Task<BrokerConnection> ConnectAnywhereAsync(CancellationToken cancellationToken)
    {
        for (int left = _addresses.Length - 1; left > 0; left--)
        {
            if (await TryConnectAsync(cancellationToken).ConfigureAwait(false) is { } connection)
                return connection;
        }
        return await ConnectAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Tries one address; the next attempt tries the next, unless this one succeeds.</summary>
    /// <exception cref="PeerRpcException">It could not be reached, or refused.</exception>
    public async Task<BrokerConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        int index = _next++ % _addresses.Length;
        var settings = new ConnectionSettings(
            _addresses[index], _options.AccessToken, _options.ConnectTimeout, _options.TimeProvider, _options.Work)
        {
            HasCalls = _hasCalls,
        };
        BrokerConnection connection = await BrokerConnection
            .ConnectAsync(settings, _connectors[index], _instance, _acceptor, cancellationToken).ConfigureAwait(false);
        // What has just worked is the best guess for the next time.
        _next = index;
        return connection;
    }

    private async Task<BrokerConnection?> TryConnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ConnectAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (PeerRpcException)
        {
            // The next address may be better, and the error of the last one is told.
            return null;
        }
    }

    /// <summary>The next attempt is to go elsewhere, if there is another address.</summary>
    public void PreferAnother() => _next++;

    private IPeerConnector FindConnector(Uri address)
    {
        IEnumerable<IPeerConnector> connectors =
            [.. _options.Connectors, new WebSocketConnector(_options.ConfigureWebSocket), new SocketConnector()];
        return connectors.FirstOrDefault(candidate => candidate.CanConnect(address))
            ?? throw new ArgumentException(
                $"'{address}' cannot be connected to; use ws://, wss://, tcp://host:port or unix:///path.");
    }
}
