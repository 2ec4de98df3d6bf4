using System.Buffers;
using System.IO.Pipelines;
using System.Net.WebSockets;

namespace PeerRpc.Benchmarks.SignalR;

/// <summary>Pumps bytes between a WebSocket and the pipes that a hub connection reads and writes.</summary>
/// <remarks>
/// Text messages, as the JSON hub protocol wants them. What a hub connection writes while a send is under way goes out
/// together in the next one.
/// </remarks>
internal sealed class WebSocketDuplex : IDuplexPipe
{
    private const int ReadBytes = 4096;

    // How much may lie between the hub connection and its socket. SignalR's own client has 1 MiB by default; the small
    // calls beside bulk are faster with this, and nothing is slower.
    private const int BufferBytes = 64 * 1024;

    private static readonly PipeOptions Options = new(
        pauseWriterThreshold: BufferBytes, resumeWriterThreshold: BufferBytes / 2, useSynchronizationContext: false);

    private readonly WebSocket _socket;
    private readonly Pipe _incoming = new(Options);
    private readonly Pipe _outgoing = new(Options);

    /// <summary>Starts both directions.</summary>
    public WebSocketDuplex(WebSocket socket)
    {
        _socket = socket;
        Ended = Task.WhenAll(ReceiveAsync(), SendAsync());
    }

    /// <inheritdoc/>
    public PipeReader Input => _incoming.Reader;

    /// <inheritdoc/>
    public PipeWriter Output => _outgoing.Writer;

    /// <summary>Done when nothing is received or sent any more; never fails, the pipes tell.</summary>
    public Task Ended { get; }

    private async Task ReceiveAsync()
    {
        Exception? failure = null;
        try
        {
            while (true)
            {
                ValueWebSocketReceiveResult received =
                    await _socket.ReceiveAsync(_incoming.Writer.GetMemory(ReadBytes), CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Close) break;
                _incoming.Writer.Advance(received.Count);
                FlushResult flushed = await _incoming.Writer.FlushAsync();
                if (flushed.IsCompleted) break;
            }
        }
        catch (WebSocketException exception)
        {
            failure = exception;
        }

        await _incoming.Writer.CompleteAsync(failure);
        await _outgoing.Writer.CompleteAsync(failure);
    }

    private async Task SendAsync()
    {
        Exception? failure = null;
        try
        {
            while (true)
            {
                ReadResult read = await _outgoing.Reader.ReadAsync();
                if (!read.Buffer.IsEmpty) await SendAsync(read.Buffer);
                _outgoing.Reader.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted) break;
            }

            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }
        catch (WebSocketException exception)
        {
            failure = exception;
        }

        await _outgoing.Reader.CompleteAsync(failure);
    }

    private async ValueTask SendAsync(ReadOnlySequence<byte> bytes)
    {
        SequencePosition position = bytes.Start;
        bytes.TryGet(ref position, out ReadOnlyMemory<byte> segment);
        while (bytes.TryGet(ref position, out ReadOnlyMemory<byte> next))
        {
            await _socket.SendAsync(
                segment, WebSocketMessageType.Text, endOfMessage: false, CancellationToken.None);
            segment = next;
        }

        await _socket.SendAsync(segment, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
    }
}
