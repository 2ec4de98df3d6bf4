using System.Globalization;
using PeerRpc.Benchmarks.Crowds;

namespace PeerRpc.Benchmarks.Relay;

/// <summary>The bare relay with thousands of clients: a frame that is forwarded to each of them, and nothing else.</summary>
internal sealed class RelayCrowdSystem : ICrowdSystem
{
    /// <inheritdoc/>
    public string Name => "relay";

    /// <inheritdoc/>
    public async Task<ICrowdBroker> StartBrokerAsync(int ports, CancellationToken cancellationToken) =>
        await RelayCrowdBroker.StartAsync(ports, cancellationToken);

    /// <inheritdoc/>
    public async Task<ICrowdPeer> JoinAsync(Uri broker, string name, CancellationToken cancellationToken)
    {
        var peer = new RelayCrowdPeer(await RelayDialer.ConnectAsync(broker, cancellationToken, isSmall: true));
        uint number = uint.Parse(name.AsSpan(name.LastIndexOf('-') + 1), CultureInfo.InvariantCulture);
        await peer.RegisterAsync(number).WaitAsync(cancellationToken);
        return peer;
    }
}
