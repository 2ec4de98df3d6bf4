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

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly Channel<object> _outgoing = Channel.CreateBounded<object>(MostWaiting);
    private PageView? _view;

    /// <summary>Serves the page until it is closed.</summary>
    public async Task RunAsync()
    {
        using IDisposable following = workspace.States.Subscribe(Send);
        await Task.WhenAll(WhileOpenAsync(ReceiveAllAsync), WhileOpenAsync(SendAllAsync));
    }

    // Whichever of the two ends first ends the other one. The page opens another socket, and gets everything anew.
    private async Task WhileOpenAsync(Func<Task> run)
    {
        try
        {
            await run();
        }
        catch (Exception error) when (error
            is WebSocketException or OperationCanceledException or JsonException or ArgumentException)
        {
            socket.Abort();
        }
        finally
        {
            _outgoing.Writer.TryComplete();
        }
    }

    // The end of the socket comes as a message without anything in it, which is no JSON.
    private async Task ReceiveAllAsync()
    {
        try
        {
            while (true)
            {
                await using Stream message = WebSocketStream.CreateReadableMessageStream(socket);
                if (await JsonSerializer.DeserializeAsync<PageMessage>(message, Json) is { } said)
                    Handle(said);
            }
        }
        finally
        {
            _view?.Close();
        }
    }

    private async Task SendAllAsync()
    {
        await foreach (object message in _outgoing.Reader.ReadAllAsync())
            await socket.SendAsync(
                JsonSerializer.SerializeToUtf8Bytes(message, Json), WebSocketMessageType.Text, true, default);
    }

    private void Handle(PageMessage message)
    {
        if (message.Type != "open" || DocumentName.TryParse(message.Document) is not { } name)
        {
            _view?.Handle(message);
        }
        else if (workspace.Open(name, out string trouble) is { } document)
        {
            _view?.Close();
            _view = document.Open(Send);
        }
        else
        {
            Send(new { type = "trouble", words = trouble });
        }
    }

    // A page that takes nothing any more is cut off.
    private void Send(object message)
    {
        if (!_outgoing.Writer.TryWrite(message))
            socket.Abort();
    }
}
