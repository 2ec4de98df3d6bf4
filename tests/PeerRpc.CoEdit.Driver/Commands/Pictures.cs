using Microsoft.Playwright;
using PeerRpc.CoEdit.Driver.Browsers;
using PeerRpc.CoEdit.Driver.Processes;

namespace PeerRpc.CoEdit.Driver.Commands;

/// <summary>Takes pictures of the page, light and dark, wide and narrow, while three people write.</summary>
internal static class Pictures
{
    private const string Text = """
        Summer party

        Saturday, 14 July, from three in the afternoon, in the garden behind the library.

        Still to do
        - ask the neighbours for tables and benches
        - lemonade, and enough ice this time
        - somebody has to bring the long extension cable

        Who brings what
        Alice: two cakes, one of them without nuts
        Bob: the grill, charcoal, and a plan B for rain
        Carol: lanterns for later, and music

        If it rains we meet in the reading room. The key is with Alice; please do not move the shelves. 
        """;

    public static async Task TakeAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        await using Community community = await Community.StartAsync();
        CoEditProcess alice = await community.StartAsync("alice");
        CoEditProcess bob = await community.StartAsync("bob");
        CoEditProcess carol = await community.StartAsync("carol");
        await using Chromium chromium = await Chromium.StartAsync();
        await using EditorPage shopping = await chromium.OpenAsync(carol.Page, "Shopping list");
        await shopping.TypeAsync("Milk\nBread\n");
        await using EditorPage one = await chromium.OpenAsync(bob.Page, "Summer party");
        await one.TypeAsync(Text);
        await using EditorPage two = await chromium.OpenAsync(carol.Page, "Summer party");
        await two.UntilTextAsync(Text);

        foreach (ColorScheme scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            foreach ((string width, ViewportSize size) in Sizes)
            {
                var options = new BrowserNewContextOptions
                {
                    ColorScheme = scheme,
                    ViewportSize = size,
                    DeviceScaleFactor = 1.5f,
                };
                await using EditorPage page = await chromium.OpenAsync(alice.Page, "Summer party", options);
                await page.UntilTextAsync(Text);
                string shade = scheme == ColorScheme.Light ? "light" : "dark";
                await ShowAsync(page, one, two);
                await page.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{shade}-{width}.png") });
            }
        }

        await using EditorPage late = await chromium.OpenAsync(
            alice.Page, "Summer party", new() { ViewportSize = Sizes[1].Size, DeviceScaleFactor = 1.5f });
        await community.KillBrokerAsync();
        await late.UntilConnectionAsync("Offline");
        await late.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, "offline-narrow.png") });
        await late.Page.Locator("#menu").ClickAsync();
        await late.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, "documents-narrow.png") });
    }

    private static (string Name, ViewportSize Size)[] Sizes =>
    [
        ("wide", new ViewportSize { Width = 1180, Height = 760 }),
        ("narrow", new ViewportSize { Width = 390, Height = 760 }),
    ];

    // Bob types and Carol has selected something, as seen by somebody else.
    private static async Task ShowAsync(EditorPage page, EditorPage bob, EditorPage carol)
    {
        await carol.Editor.EvaluateAsync("""
            editor => {
                const at = editor.value.indexOf("lemonade");
                editor.focus();
                editor.setSelectionRange(at, at + "lemonade, and enough ice".length);
            }
            """);
        await bob.Editor.EvaluateAsync("""
            editor => {
                const at = editor.value.indexOf("a plan B for") + "a plan B for".length;
                editor.focus();
                editor.setSelectionRange(at, at);
            }
            """);
        await bob.TypeAsync("x");
        await bob.PressAsync("Backspace");
        await page.UntilAsync("document.querySelectorAll('.caret.fresh').length === 2 && "
            + "document.querySelector('.selected') && document.getElementById('typing').textContent !== ''");
    }
}
