using PeerRpc.Core.Transports;

namespace PeerRpc.Integration.Brokers;

/// <summary>A client's way to its broker, which a test cuts, pulls out and plugs in again.</summary>
/// <remarks>It leads to whatever broker there is now; so a broker may be restarted, in memory too.</remarks>
/// <param name="broker">Gives the broker.</param>
internal sealed class Cable(Func<ITestBroker> broker) : IPeerConnector
{
    private readonly Lock _gate = new(); // guards what follows
    private readonly List<PeerTransport> _transports = [];
    private bool _pulled;

    /// <summary>How often a way was opened.</summary>
    public int Connections
    {
        get
        {
            lock (_gate)
                return _transports.Count;
        }
    }

    public bool CanConnect(Uri address) => true;

    public async ValueTask<ConnectedTransport> ConnectAsync(
        Uri address, string? accessToken, CancellationToken cancellationToken)
    {
        ThrowIfPulled();
        ITestBroker target = broker();
        ConnectedTransport connected =
            await target.CreateConnector().ConnectAsync(target.Address, accessToken, cancellationToken);
        lock (_gate)
        {
            if (!_pulled)
            {
                _transports.Add(connected.Transport);
                return connected;
            }
        }
        await connected.Transport.DisposeAsync();
        throw new IOException("The cable was pulled out meanwhile.");
    }

    /// <summary>Cuts the connection that there is, without a word to anybody; the client may make another one.</summary>
    public void Cut()
    {
        PeerTransport[] transports;
        lock (_gate)
            transports = [.. _transports];
        foreach (PeerTransport transport in transports)
            transport.Abort();
    }

    /// <summary>Cuts the connection, and lets the client make no other one.</summary>
    public void Pull()
    {
        lock (_gate)
            _pulled = true;
        Cut();
    }

    /// <summary>The client may connect again.</summary>
    public void Plug()
    {
        lock (_gate)
            _pulled = false;
    }

    private void ThrowIfPulled()
    {
        lock (_gate)
        {
            if (_pulled)
                throw new IOException("The cable is pulled out.");
        }
    }
}
