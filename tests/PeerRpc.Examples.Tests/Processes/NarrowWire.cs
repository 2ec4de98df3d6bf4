using System.Net;
using System.Net.Sockets;

namespace PeerRpc.Examples.Tests.Processes;

/// <summary>
/// A way to a broker on which so many bytes come, and no more until it is widened: whoever loads something over it is
/// still loading, however fast the machine is and however late a test looks.
/// </summary>
internal sealed class NarrowWire : IAsyncDisposable
{
    private const int BufferBytes = 16 * 1024;

    private readonly Socket _listener = NewSocket();
    private readonly IPEndPoint _broker;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _wide = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _running;
    private long _left;

    /// <param name="broker">The broker's address.</param>
    /// <param name="bytes">How many bytes come from it, on all connections together.</param>
    public NarrowWire(Uri broker, long bytes)
    {
        _broker = new IPEndPoint(IPAddress.Parse(broker.Host), broker.Port);
        _left = bytes;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        Address = new UriBuilder(broker) { Port = ((IPEndPoint)_listener.LocalEndPoint!).Port }.Uri;
        _running = Task.Run(AcceptAsync);
    }

    /// <summary>The broker's address over this wire.</summary>
    public Uri Address { get; }

    /// <summary>Lets everything come.</summary>
    public void Widen() => _wide.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
                connections.Add(RunAsync(await _listener.AcceptAsync(_stop.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections); // the test is over
        }
    }

    private async Task RunAsync(Socket client)
    {
        using Socket broker = NewSocket();
        using (client)
        {
            try
            {
                await broker.ConnectAsync(_broker, _stop.Token);
                Task up = PassAsync(client, broker, isNarrow: false);
                Task down = PassAsync(broker, client, isNarrow: true);
                await await Task.WhenAny(up, down); // whichever side closes, the other one is closed here
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException)
            {
                return; // the broker is not there, or the test is over
            }
        }
    }

    private async Task PassAsync(Socket from, Socket to, bool isNarrow)
    {
        byte[] buffer = new byte[BufferBytes];
        while (await from.ReceiveAsync(buffer, _stop.Token) is > 0 and var count)
        {
            if (isNarrow && Interlocked.Add(ref _left, -count) < 0)
                await _wide.Task.WaitAsync(_stop.Token);
            for (int sent = 0; sent < count;)
                sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), _stop.Token);
        }
    }

    private static Socket NewSocket() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
    {
        NoDelay = true,
    };
}
