using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.Channels;
using CoEdit.Documents;
using CoEdit.Peers;

namespace CoEdit.Pages;

/// <summary>One page in a browser, for as long as its socket is open.</summary>
internal sealed class PageSession(WebSocket socket, Workspace workspace)
{
    private const int MostWaiting = 10_000;
    private const int LargestMessage = 16 * 1024 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly Channel<object> _outgoing = Channel.CreateBounded<object>(MostWaiting);
    private LocalDocument? _document;
    private PageView? _view;

    /// <summary>Serves the page until it is closed.</summary>
    public async Task RunAsync()
    {
        Task sending = SendAllAsync();
        try
        {
            using IDisposable following = workspace.Follow(Send);
            while (await ReceiveAsync() is { } message)
                Handle(message);
        }
        catch (Exception error) when (error is WebSocketException or JsonException or ArgumentException)
        {
            socket.Abort(); // the page opens another one, and gets everything anew
        }
        finally
        {
            Close();
            _outgoing.Writer.TryComplete();
            await sending;
        }
    }

    // What a page says of the document before, until it has got the one that it has asked for, is not of this one.
    private void Handle(PageMessage message)
    {
        if (message.Type == "open" && DocumentName.TryParse(message.Document) is { } name)
        {
            Close();
            _document = workspace.Open(name);
            _view = _document.Open(Send);
        }
        else if (_document is not null && _view is not null && message.Document == _document.Name.Text)
        {
            _document.Handle(_view, message);
        }
    }

    private void Close()
    {
        if (_view is not null)
            _document?.Close(_view);
        (_document, _view) = (null, null);
    }

    // A page that takes nothing any more is cut off.
    private void Send(object message)
    {
        if (!_outgoing.Writer.TryWrite(message))
            socket.Abort();
    }

    private async Task SendAllAsync()
    {
        try
        {
            await foreach (object message in _outgoing.Reader.ReadAllAsync())
            {
                byte[] bytes = JsonSerializer.SerializeToUtf8Bytes(message, Json);
                await socket.SendAsync(bytes, WebSocketMessageType.Text, true, CancellationToken.None);
            }
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }
        catch (Exception error)
            when (error is WebSocketException or InvalidOperationException or OperationCanceledException)
        {
            socket.Abort(); // the page has gone, which the receiving side notices, too
        }
    }

    private async Task<PageMessage?> ReceiveAsync()
    {
        var buffer = new ArrayBufferWriter<byte>();
        ValueWebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer.GetMemory(4096), CancellationToken.None);
            if (part.MessageType == WebSocketMessageType.Close)
                return null;
            buffer.Advance(part.Count);
            if (buffer.WrittenCount > LargestMessage)
                throw new ArgumentException("A message of a page is too large.");
        }
        while (!part.EndOfMessage);
        return JsonSerializer.Deserialize<PageMessage>(buffer.WrittenSpan, Json)
            ?? throw new JsonException("A message of a page is null.");
    }
}
