using System.Net;
using System.Net.Sockets;
using PeerRpc.Benchmarks.Echo;

namespace PeerRpc.Benchmarks.Relay;

/// <summary>The relay's broker on a plain TCP or Unix socket, without Kestrel.</summary>
internal sealed class RelaySocketListener : IEchoBroker
{
    private readonly RelayBroker _broker = new();
    private readonly Socket _listening;
    private readonly Task _accepting;

    /// <summary>Starts listening.</summary>
    public RelaySocketListener(EndPoint endPoint)
    {
        _listening = RelaySockets.Create(endPoint);
        _listening.Bind(endPoint);
        _listening.Listen();
        Address = RelaySockets.AddressOf(_listening.LocalEndPoint ?? endPoint);
        _accepting = AcceptAsync();
    }

    /// <inheritdoc/>
    public Uri Address { get; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _listening.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (Address.Scheme == RelaySockets.UnixScheme) File.Delete(Address.AbsolutePath);
    }

    // Connections end with their clients or with the process, whichever is first.
    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket accepted = await _listening.AcceptAsync();
            RelaySockets.Tune(accepted);
            _ = _broker.ServeAsync(new SocketPipe(accepted));
        }
    }
}
