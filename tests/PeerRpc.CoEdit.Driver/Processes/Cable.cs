using System.Net;
using System.Net.Sockets;

namespace PeerRpc.CoEdit.Driver.Processes;

/// <summary>One person's way to the broker, which can be pulled out and plugged in again.</summary>
internal sealed class Cable : IAsyncDisposable
{
    private readonly Uri _broker;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Lock _gate = new(); // guards what follows
    private readonly HashSet<Socket> _sockets = [];
    private readonly Task _running;
    private bool _isPulled;

    public Cable(Uri broker)
    {
        _broker = broker;
        _listener.Start();
        Address = new UriBuilder(broker) { Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri;
        _running = AcceptAllAsync();
    }

    /// <summary>The broker's address over this cable.</summary>
    public Uri Address { get; }

    public void Pull()
    {
        lock (_gate)
        {
            _isPulled = true;
            foreach (Socket socket in _sockets)
                socket.Dispose();
        }
    }

    public void Plug()
    {
        lock (_gate)
            _isPulled = false;
    }

    public async ValueTask DisposeAsync()
    {
        Pull();
        _listener.Stop();
        await _running;
        _listener.Dispose();
    }

    private async Task AcceptAllAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
                connections.Add(ServeAsync(await _listener.AcceptSocketAsync()));
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections); // the end
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var broker = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.NoDelay = true;
        try
        {
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_isPulled, this);
                _sockets.UnionWith([client, broker]);
            }
            await broker.ConnectAsync(_broker.Host, _broker.Port);
            await Task.WhenAny(PassAsync(client, broker), PassAsync(broker, client));
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            client.Dispose(); // pulled out, or there is no broker
        }
        lock (_gate)
            _sockets.ExceptWith([client, broker]);
        client.Dispose();
    }

    private static async Task PassAsync(Socket from, Socket to)
    {
        byte[] buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var count)
            {
                for (int sent = 0; sent < count;)
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent));
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            return; // either end is gone
        }
    }
}
