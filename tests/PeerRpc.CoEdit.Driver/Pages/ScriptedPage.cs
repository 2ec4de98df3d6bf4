using System.Net.WebSockets;
using System.Text.Json;
using SharedText.Mirrors;

namespace PeerRpc.CoEdit.Driver.Pages;

/// <summary>A page without a browser: does over its socket what <c>coedit.js</c> does.</summary>
internal sealed class ScriptedPage : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly Lock _gate = new(); // guards what follows
    private readonly TextMirror _mirror = new(isFirst: false);
    private string _text = "";
    private string _document = "";
    private JsonElement? _state;
    private string _trouble = "";
    private int _caret;
    private bool _isOpen;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _receiving = Task.CompletedTask;

    private ScriptedPage()
    {
    }

    public string Text
    {
        get
        {
            lock (_gate)
                return _text;
        }
    }

    /// <summary>Opens a document of a process.</summary>
    public static async Task<ScriptedPage> OpenAsync(Uri page, string document)
    {
        ScriptedPage opened = await AskAsync(page, document);
        await opened.UntilAsync(() => opened._isOpen, "the document");
        return opened;
    }

    /// <summary>Asks a process for a document, which it may not have.</summary>
    public static async Task<ScriptedPage> AskAsync(Uri page, string document)
    {
        var opened = new ScriptedPage();
        opened._socket.Options.SetRequestHeader("Origin", page.GetLeftPart(UriPartial.Authority));
        var address = new UriBuilder(new Uri(page, "socket")) { Scheme = "ws" }.Uri;
        await opened._socket.ConnectAsync(address, CancellationToken.None).WaitAsync(Patience);
        opened._receiving = opened.ReceiveAllAsync();
        await opened.SendAsync(new { type = "open", document });
        return opened;
    }

    /// <summary>Types at the caret, as one keystroke; ends when it has been sent.</summary>
    public async Task TypeAsync(string letters)
    {
        await _sending.WaitAsync();
        try
        {
            object message;
            lock (_gate)
            {
                TextOperation change = [new(Keep: _caret), new(Insert: letters)];
                _text = change.ApplyTo(_text);
                _caret += letters.Length;
                _mirror.Send(change);
                message = new
                {
                    type = "edit",
                    document = _document,
                    seen = _mirror.Taken,
                    change,
                    anchor = _caret,
                    head = _caret,
                };
            }
            await WriteAsync(message);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Puts the caret somewhere, as a part of the text.</summary>
    public void Jump(double part)
    {
        lock (_gate)
            _caret = (int)(_text.Length * part);
    }

    /// <summary>Waits until the text is as it should be.</summary>
    public Task UntilTextAsync(Func<string, bool> isRight, string what) => UntilAsync(() => isRight(_text), what);

    /// <summary>Waits until the program says that something is wrong; without words, that nothing is.</summary>
    public Task UntilTroubleAsync(string words) => UntilAsync(
        () => words.Length > 0 ? _trouble.Contains(words, StringComparison.Ordinal) : _trouble.Length == 0,
        $"trouble '{words}'");

    /// <summary>Waits until the program says that it is, or is not, connected.</summary>
    public Task UntilOnlineAsync(bool isOnline) => UntilAsync(
        () => _state?.GetProperty("isOnline").GetBoolean() == isOnline, isOnline ? "online" : "offline");

    /// <summary>Waits until the program says how it stands with the broker.</summary>
    public Task UntilConnectionAsync(string words) => UntilAsync(
        () => _state?.GetProperty("connection").GetString()!.Contains(words, StringComparison.Ordinal) == true, words);

    /// <summary>Waits until a document is listed.</summary>
    public Task UntilListedAsync(string document) => UntilAsync(
        () => _state?.GetProperty("documents").EnumerateArray()
            .Any(listed => listed.GetProperty("name").GetString() == document) == true,
        document);

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _receiving;
        _socket.Dispose();
        _sending.Dispose();
    }

    private async Task UntilAsync(Func<bool> isRight, string what)
    {
        using var late = new CancellationTokenSource(Patience);
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (isRight())
                    return;
                changed = _changed.Task;
            }
            try
            {
                await changed.WaitAsync(late.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"There was no {what}. The text has {Text.Length} characters.");
            }
        }
    }

    private async Task SendAsync(object message)
    {
        await _sending.WaitAsync();
        try
        {
            await WriteAsync(message);
        }
        finally
        {
            _sending.Release();
        }
    }

    private Task WriteAsync(object message) => _socket.SendAsync(
        JsonSerializer.SerializeToUtf8Bytes(message, Json), WebSocketMessageType.Text, true, CancellationToken.None);

    private async Task ReceiveAllAsync()
    {
        var buffer = new MemoryStream();
        byte[] piece = new byte[64 * 1024];
        try
        {
            while (true)
            {
                WebSocketReceiveResult part = await _socket.ReceiveAsync(piece, CancellationToken.None);
                buffer.Write(piece, 0, part.Count);
                if (part.MessageType == WebSocketMessageType.Close)
                    return;
                if (!part.EndOfMessage)
                    continue;
                using JsonDocument message = JsonDocument.Parse(buffer.ToArray());
                buffer.SetLength(0);
                Take(message.RootElement);
            }
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException
            or ObjectDisposedException)
        {
            return; // the process has ended, or the test: a socket that was aborted between two receives is disposed of
        }
    }

    private void Take(JsonElement message)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            string? type = message.GetProperty("type").GetString();
            if (type == "state")
                _state = message.Clone();
            else if (type == "text")
                (_text, _document, _isOpen) = (
                    message.GetProperty("text").GetString()!, message.GetProperty("document").GetString()!, true);
            else if (type == "trouble")
                _trouble = message.GetProperty("words").GetString()!;
            else if (type == "change")
                TakeChanges(message);
            changed = _changed;
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        changed.SetResult();
    }

    private void TakeChanges(JsonElement message)
    {
        _mirror.Acknowledge(message.GetProperty("taken").GetInt32());
        foreach (JsonElement sent in message.GetProperty("changes").EnumerateArray())
        {
            TextOperation change = _mirror.Take(new TextOperation(sent.Deserialize<TextPart[]>(Json)!));
            _text = change.ApplyTo(_text);
            _caret = change.Move(_caret);
        }
    }
}
