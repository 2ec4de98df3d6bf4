using Microsoft.Playwright;

namespace PeerRpc.CoEdit.Driver.Browsers;

/// <summary>A headless browser of the system.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser"];

    /// <summary>What to do when there is none.</summary>
    public const string Missing =
        "There is no browser at /usr/bin/chromium. Install it, on Debian with 'apt-get install chromium', "
        + "or name another Chromium in COEDIT_CHROMIUM.";

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    /// <summary>Where it is; null if there is none.</summary>
    public static string? Location =>
        Environment.GetEnvironmentVariable("COEDIT_CHROMIUM") ?? Places.FirstOrDefault(File.Exists);

    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static async Task<Chromium> StartAsync()
    {
        string path = Location ?? throw new InvalidOperationException(Missing);
        IPlaywright playwright = await Playwright.CreateAsync();
        try
        {
            return new Chromium(playwright, await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = path,
                Headless = true,
                ChromiumSandbox = false,
                Args = ["--disable-gpu", "--disable-background-timer-throttling", "--disable-renderer-backgrounding"],
            }));
        }
        catch
        {
            playwright.Dispose();
            throw;
        }
    }

    /// <summary>Opens a document in a window of its own.</summary>
    public async Task<EditorPage> OpenAsync(Uri page, string document, BrowserNewContextOptions? options = null)
    {
        IBrowserContext window = await _browser.NewContextAsync(options);
        return await EditorPage.OpenAsync(await window.NewPageAsync(), page, document);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
