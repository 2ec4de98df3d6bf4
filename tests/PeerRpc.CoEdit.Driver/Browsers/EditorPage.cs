using Microsoft.Playwright;

namespace PeerRpc.CoEdit.Driver.Browsers;

/// <summary>The page in a browser.</summary>
internal sealed class EditorPage : IAsyncDisposable
{
    private const int Patience = 60_000;

    private readonly List<string> _faults = [];

    private EditorPage(IPage page)
    {
        Page = page;
        page.PageError += (_, error) => Note(error);
        page.Console += (_, line) =>
        {
            if (line.Type == "error" && !line.Text.Contains("WebSocket", StringComparison.Ordinal))
                Note(line.Text);
        };
    }

    public IPage Page { get; }

    public ILocator Editor => Page.Locator("#editor");

    /// <summary>What went wrong in the page's script.</summary>
    public IReadOnlyList<string> Faults
    {
        get
        {
            lock (_faults)
                return [.. _faults];
        }
    }

    public static async Task<EditorPage> OpenAsync(IPage page, Uri address, string document)
    {
        var opened = new EditorPage(page);
        page.SetDefaultTimeout(Patience);
        await page.GotoAsync($"{address}#{Uri.EscapeDataString(document)}");
        await opened.Editor.WaitForAsync();
        await opened.UntilAsync("document.getElementById('title').textContent !== 'CoEdit'");
        await opened.Editor.FocusAsync();
        return opened;
    }

    /// <summary>Opens another document in the same window.</summary>
    public async Task TurnToAsync(string document)
    {
        await Page.EvaluateAsync("name => { location.hash = encodeURIComponent(name); }", document);
        await UntilAsync("document.getElementById('title').textContent === given", document);
        await Editor.FocusAsync();
    }

    public Task<string> TextAsync() => Editor.InputValueAsync();

    /// <summary>Types as somebody does who needs so many milliseconds for a key.</summary>
    public Task TypeAsync(string text, float delay = 0) =>
        Page.Keyboard.TypeAsync(text, new KeyboardTypeOptions { Delay = delay });

    public Task PressAsync(string keys) => Page.Keyboard.PressAsync(keys);

    /// <summary>Waits until a condition of the page's script, with <c>given</c>, holds.</summary>
    /// <remarks>Looked at in every frame, by one script: the page's policy allows none to be made later.</remarks>
    public Task UntilAsync(string condition, object? given = null) => Page.EvaluateAsync($$"""
        given => new Promise((done, fail) => {
            const late = performance.now() + {{Patience}};
            const look = () => {
                if ({{condition}})
                    done();
                else if (performance.now() > late)
                    fail(new Error(`Not with ${given}, but: ${document.getElementById("editor").value}\n`
                        + document.body.innerText));
                else
                    requestAnimationFrame(look);
            };
            look();
        })
        """, given);

    public Task UntilTextAsync(string text) => UntilAsync("document.getElementById('editor').value === given", text);

    public Task UntilLengthAsync(int length) =>
        UntilAsync("document.getElementById('editor').value.length === given", length);

    /// <summary>Waits until the page says where it stands with the broker.</summary>
    public Task UntilConnectionAsync(string words) =>
        UntilAsync("document.getElementById('connection').textContent.startsWith(given)", words);

    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();

    private void Note(string fault)
    {
        lock (_faults)
            _faults.Add(fault);
    }
}
