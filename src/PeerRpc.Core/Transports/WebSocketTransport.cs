using System.Net.WebSockets;

namespace PeerRpc.Core.Transports;

/// <summary>A WebSocket as a byte pipe: binary messages, whose boundaries carry no meaning.</summary>
/// <param name="socket">The socket.</param>
/// <param name="other">Whom it leads to.</param>
/// <param name="port">The other side's port, if it is not in that already.</param>
internal sealed class WebSocketTransport(WebSocket socket, string other, int? port = null) : PeerTransport
{
    // A longer write is cut, because the socket copies each message into a buffer of its own before it sends it.
    private const int LargestMessage = 256 * 1024;

    // Not kept: a broker would keep 15 000 of them.
    public override string Description => port is null ? other : $"ws {other}:{port}";

    public override ValueTask<int> ReceiveAsync(Memory<byte> buffer)
    {
        ValueTask<ValueWebSocketReceiveResult> receive = socket.ReceiveAsync(buffer, CancellationToken.None);
        if (!receive.IsCompletedSuccessfully)
            return ReceiveSlowAsync(receive, buffer);
        ValueWebSocketReceiveResult result = receive.Result;
        return result is { Count: > 0, MessageType: WebSocketMessageType.Binary }
            ? new ValueTask<int>(result.Count)
            : ReceiveSlowAsync(new(result), buffer);
    }

    // A receive into nothing ends when a message begins, or the other side closes.
    [System.Runtime.CompilerServices.AsyncMethodBuilder(
        typeof(System.Runtime.CompilerServices.PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReceiveAsync(IReceiveBuffer buffer)
    {
        ValueWebSocketReceiveResult result =
            await socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None).ConfigureAwait(false);
        // The socket tells of a close once only.
        return result.MessageType == WebSocketMessageType.Close
            ? 0
            : await ReceiveAsync(buffer.Take()).ConfigureAwait(false);
    }

    public override ValueTask SendAsync(ReadOnlyMemory<byte> bytes) =>
        bytes.Length <= LargestMessage ? SendMessageAsync(bytes) : SendInPartsAsync(bytes);

    public override async ValueTask CloseOutputAsync()
    {
        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None)
                .ConfigureAwait(false);
        }
    }

    public override void Abort() => socket.Abort();

    public override ValueTask DisposeAsync()
    {
        socket.Dispose();
        return default;
    }

    // The pooling builder, because every receive that has to wait passes here.
    [System.Runtime.CompilerServices.AsyncMethodBuilder(
        typeof(System.Runtime.CompilerServices.PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> ReceiveSlowAsync(ValueTask<ValueWebSocketReceiveResult> receive, Memory<byte> buffer)
    {
        while (true)
        {
            ValueWebSocketReceiveResult result = await receive.ConfigureAwait(false);
            if (result.MessageType == WebSocketMessageType.Close)
                return 0;
            if (result.MessageType == WebSocketMessageType.Text)
                throw new InvalidDataException("A text message arrived; PeerRpc uses binary messages only.");
            if (result.Count > 0)
                return result.Count;
            receive = socket.ReceiveAsync(buffer, CancellationToken.None);
        }
    }

    private ValueTask SendMessageAsync(ReadOnlyMemory<byte> bytes) =>
        socket.SendAsync(bytes, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);

    private async ValueTask SendInPartsAsync(ReadOnlyMemory<byte> bytes)
    {
        for (int at = 0; at < bytes.Length; at += LargestMessage)
        {
            await SendMessageAsync(bytes.Slice(at, Math.Min(LargestMessage, bytes.Length - at)))
                .ConfigureAwait(false);
        }
    }
}
