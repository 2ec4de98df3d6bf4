using PeerRpc.CoEdit.Driver.Pages;
using PeerRpc.CoEdit.Driver.Processes;

namespace PeerRpc.CoEdit.Tests;

/// <summary>Brokers and people's processes that are killed while somebody types; no browser.</summary>
public class KillTests
{
    private const string Document = "Notes";
    private const int KeysPerSecond = 20;

    [Fact]
    public async Task FivePeople_WhileTheBrokerIsKilled_HaveEveryKeystrokeOnce()
    {
        TimeSpan typing = Durations.Typing(8);
        await using Community community = await Community.StartAsync();
        ScriptedPage[] pages = await Task.WhenAll(Enumerable.Range(0, 5).Select(async i =>
            await ScriptedPage.OpenAsync((await community.StartAsync($"person{i}")).Page, Document)));
        using var stop = new CancellationTokenSource();
        Task kills = community.KillBrokerRepeatedlyAsync(Durations.BetweenKills(typing), stop.Token);

        int keys = (int)(typing.TotalSeconds * KeysPerSecond);
        await Task.WhenAll(pages.Select((page, i) => TypeAsync(page, i, keys)));
        await stop.CancelAsync();
        await kills;

        string expected = string.Concat(
            Enumerable.Range(0, 5).SelectMany(i => Enumerable.Range(0, keys).Select(n => Keys.Of(i, n))));
        foreach (ScriptedPage page in pages)
            await page.UntilTextAsync(text => text.Length >= expected.Length, "all that was typed");
        foreach (ScriptedPage page in pages)
        {
            Assert.Equal(expected.Order(), page.Text.Order());
            Assert.Equal(pages[0].Text, page.Text);
            await page.DisposeAsync();
        }
    }

    [Fact]
    public async Task ProcessKilled_WhileTyping_HasWhatWasTypedWhenItIsStartedAgain()
    {
        await using Community community = await Community.StartAsync();
        CoEditProcess alice = await community.StartAsync("alice");
        CoEditProcess bob = await community.StartAsync("bob");
        ScriptedPage hers = await ScriptedPage.OpenAsync(alice.Page, Document);
        await using ScriptedPage his = await ScriptedPage.OpenAsync(bob.Page, Document);
        for (int i = 0; i < 100; i++)
            await hers.TypeAsync($"{i % 10}");
        await his.UntilTextAsync(text => text.Length == 100, "text of alice");
        string before = hers.Text;
        await alice.KillAsync();
        await hers.DisposeAsync();

        CoEditProcess again = await community.StartAsync("alice");
        await using ScriptedPage after = await ScriptedPage.OpenAsync(again.Page, Document);
        Assert.Equal(before, after.Text);
        await after.TypeAsync("!");
        await after.UntilConnectionAsync("Somebody is called alice");
        // The next broker does not know of the process that was killed; this one would for some seconds.
        await community.KillBrokerAsync();
        await community.StartBrokerAsync();

        await his.UntilTextAsync(text => text == "!" + before, "what was typed after the kill");
    }

    // At a steady pace, whatever each key takes; every other one goes elsewhere in the text now and then.
    private static async Task TypeAsync(ScriptedPage page, int person, int keys)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / KeysPerSecond));
        var random = new Random(person);
        for (int n = 0; n < keys; n++)
        {
            await page.TypeAsync(Keys.Of(person, n));
            if (person % 2 == 1 && n % 30 == 0)
                page.Jump(random.NextDouble());
            await pace.WaitForNextTickAsync();
        }
    }
}
