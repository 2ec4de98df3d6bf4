using System.Net.WebSockets;

namespace PeerRpc.Benchmarks.Bare;

/// <summary>Questions and answers before a WebSocket falls silent, as long as those with which a client joins.</summary>
/// <param name="count">How many, one after another.</param>
internal sealed class Exchanges(int count)
{
    private const int QuestionBytes = 250;
    private const int AnswerBytes = 100;

    /// <summary>Whether there are any.</summary>
    public bool Any => count > 0;

    /// <summary>Asks, and waits for each answer.</summary>
    public async Task AskAsync(WebSocket socket, CancellationToken cancellationToken)
    {
        byte[] message = new byte[Any ? QuestionBytes : 0];
        for (int i = 0; i < count; i++)
        {
            await SendAsync(socket, message, cancellationToken);
            await ReceiveAsync(socket, message, cancellationToken);
        }
    }

    /// <summary>Answers what is asked.</summary>
    public async Task AnswerAsync(WebSocket socket, CancellationToken cancellationToken)
    {
        byte[] message = new byte[Any ? QuestionBytes : 0];
        for (int i = 0; i < count; i++)
        {
            await ReceiveAsync(socket, message, cancellationToken);
            await SendAsync(socket, message.AsMemory(0, AnswerBytes), cancellationToken);
        }
    }

    private static ValueTask SendAsync(WebSocket socket, Memory<byte> message, CancellationToken cancellationToken) =>
        socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);

    // First without a buffer, as everybody waits who has thousands of connections.
    private static async Task ReceiveAsync(WebSocket socket, Memory<byte> message, CancellationToken cancellationToken)
    {
        await socket.ReceiveAsync(Memory<byte>.Empty, cancellationToken);
        ValueWebSocketReceiveResult result = await socket.ReceiveAsync(message, cancellationToken);
        if (!result.EndOfMessage || result.MessageType != WebSocketMessageType.Binary)
            throw new InvalidDataException("The other side has not sent one whole message.");
    }
}
