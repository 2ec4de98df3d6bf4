using System.Net.WebSockets;

namespace PeerRpc.Benchmarks.Relay;

/// <summary>A WebSocket as a byte pipe: one binary message per flush.</summary>
internal sealed class WebSocketPipe(WebSocket socket) : IRelayPipe
{
    /// <inheritdoc/>
    public ValueTask<int> ReadAsync(Memory<byte> buffer)
    {
        ValueTask<ValueWebSocketReceiveResult> receiving = socket.ReceiveAsync(buffer, CancellationToken.None);
        return receiving.IsCompletedSuccessfully
            ? new ValueTask<int>(CountOf(receiving.Result))
            : AwaitAsync(receiving);
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes) =>
        socket.SendAsync(bytes, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);

    /// <inheritdoc/>
    public void Dispose() => socket.Dispose();

    private static async ValueTask<int> AwaitAsync(ValueTask<ValueWebSocketReceiveResult> receiving) =>
        CountOf(await receiving);

    // The relay never sends an empty message, so a count of zero is always the end.
    private static int CountOf(ValueWebSocketReceiveResult result) =>
        result.MessageType == WebSocketMessageType.Close ? 0 : result.Count;
}
