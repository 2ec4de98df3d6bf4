using PeerRpc.CoEdit.Driver.Browsers;
using PeerRpc.CoEdit.Driver.Processes;

namespace PeerRpc.CoEdit.Tests;

/// <summary>
/// Three people, each with a process and a window of one browser. Each test has a document of its own.
/// </summary>
public sealed class PeopleFixture : IAsyncLifetime
{
    private static readonly string[] Names = ["alice", "bob", "carol"];

    internal Chromium Chromium { get; private set; } = null!; // as the others, only with a browser

    internal Community Community { get; private set; } = null!;

    /// <summary>The way of the last of them to the broker.</summary>
    internal Cable Cable { get; private set; } = null!;

    internal IReadOnlyList<CoEditProcess> Processes { get; private set; } = [];

    internal IList<EditorPage> Pages { get; } = [];

    internal Task<EditorPage> OpenAsync(int person, string document) =>
        Chromium.OpenAsync(Processes[person].Page, document);

    public async Task InitializeAsync()
    {
        // The runner makes this also where it skips all tests.
        if (!BrowserFactAttribute.CanRun)
            return;
        Chromium = await Chromium.StartAsync();
        Community = await Community.StartAsync();
        Cable = new Cable(Community.Broker);
        Processes = await Task.WhenAll(Names.Select(
            name => Community.StartAsync(name, name == Names[^1] ? Cable.Address : Community.Broker)));
        for (int person = 0; person < Names.Length; person++)
            Pages.Add(await OpenAsync(person, "First"));
    }

    public async Task DisposeAsync()
    {
        if (Chromium is null)
            return;
        foreach (EditorPage page in Pages)
            await page.DisposeAsync();
        await Community.DisposeAsync();
        await Cable.DisposeAsync();
        await Chromium.DisposeAsync();
    }
}
