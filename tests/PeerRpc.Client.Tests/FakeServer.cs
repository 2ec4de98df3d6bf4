using System.Net;
using System.Net.Sockets;

namespace PeerRpc.Client.Tests;

/// <summary>A server on a free loopback port that does something else with its connections than a broker.</summary>
internal sealed class FakeServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Func<NetworkStream, CancellationToken, Task> _serve;
    private readonly Task _running;

    private FakeServer(Func<NetworkStream, CancellationToken, Task> serve)
    {
        _serve = serve;
        _listener.Start();
        _running = RunAsync();
    }

    public static FakeServer Start(Func<NetworkStream, CancellationToken, Task> serve) => new(serve);

    public string Address(string scheme) => $"{scheme}://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        // Before the listener, which may not be asked any more once it has stopped.
        await _running;
        _listener.Stop();
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync(_stopping.Token);
                await _serve(client.GetStream(), _stopping.Token);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException)
        {
            // The test is over, or the client has gone, which is all that these tests are about.
            return;
        }
    }
}
