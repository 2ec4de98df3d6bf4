using System.Net.WebSockets;
using PeerRpc.Benchmarks.Crowds;
using PeerRpc.Benchmarks.Echo;

namespace PeerRpc.Benchmarks.Bare;

/// <summary>A WebSocket on which nothing is ever sent.</summary>
internal sealed class BareCrowdPeer : ICrowdPeer
{
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(5);
    private readonly ClientWebSocket _socket;
    private readonly Task _receiving;

    /// <summary>Waits for what comes, as every client does.</summary>
    public BareCrowdPeer(ClientWebSocket socket)
    {
        _socket = socket;
        _receiving = ReceiveAsync();
    }

    /// <inheritdoc/>
    public IEchoCaller To(string name) => throw new NotSupportedException("Bare WebSockets call nobody.");

    /// <inheritdoc/>
    public Task JoinGroupAsync(Action received) => throw new NotSupportedException("Bare WebSockets have no groups.");

    /// <inheritdoc/>
    public Task TellGroupAsync(string text) => throw new NotSupportedException("Bare WebSockets have no groups.");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using (_socket)
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
            await _receiving.WaitAsync(CloseLimit);
        }
    }

    private async Task ReceiveAsync()
    {
        ValueWebSocketReceiveResult result = await _socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);
        if (result.MessageType != WebSocketMessageType.Close)
            throw new InvalidDataException("The server sent something.");
    }
}
