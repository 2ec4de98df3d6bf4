using PeerRpc.CoEdit.Driver.Pages;
using PeerRpc.CoEdit.Driver.Processes;

namespace PeerRpc.CoEdit.Tests;

/// <summary>Real processes that lose each other; no browser.</summary>
public class ConvergenceTests
{
    private const string Document = "Notes";

    [Fact]
    public async Task TwoWhoMeetWithoutTheThird_HaveWhatTheThirdWrote()
    {
        await using Community community = await Community.StartAsync();
        CoEditProcess alice = await community.StartAsync("alice");
        CoEditProcess bob = await community.StartAsync("bob");
        await using ScriptedPage hers = await ScriptedPage.OpenAsync(alice.Page, Document);
        await hers.TypeAsync("alice");
        await using ScriptedPage his = await ScriptedPage.OpenAsync(bob.Page, Document);
        await his.UntilTextAsync(text => text == "alice", "text of alice");
        await hers.DisposeAsync();
        await alice.LeaveAsync();
        await his.TypeAsync("bob");

        CoEditProcess carol = await community.StartAsync("carol");
        await using ScriptedPage late = await ScriptedPage.OpenAsync(carol.Page, Document);

        await late.UntilTextAsync(text => text == "bobalice", "text of bob and alice");
    }

    [Fact]
    public async Task Edits_OfTwoWhoWereOffline_AreMergedWhenTheyMeet()
    {
        await using Community community = await Community.StartAsync();
        await using var cable = new Cable(community.Broker);
        CoEditProcess alice = await community.StartAsync("alice");
        CoEditProcess bob = await community.StartAsync("bob", cable.Address);
        await using ScriptedPage hers = await ScriptedPage.OpenAsync(alice.Page, Document);
        await using ScriptedPage his = await ScriptedPage.OpenAsync(bob.Page, Document);
        await hers.TypeAsync("=");
        await his.UntilTextAsync(text => text == "=", "text of alice");

        cable.Pull();
        await his.UntilOnlineAsync(false);
        his.Jump(1);
        await his.TypeAsync("bob");
        await hers.TypeAsync("alice");
        cable.Plug();

        await hers.UntilTextAsync(text => text == "=alicebob" || text == "=bobalice", "both texts");
        await his.UntilTextAsync(text => text == hers.Text, "the same text");
        await his.UntilOnlineAsync(true);
    }

    [Fact]
    public async Task Edits_WithoutABroker_AreThereForThoseWhoComeLater()
    {
        await using Community community = await Community.StartAsync();
        await community.KillBrokerAsync();
        CoEditProcess alice = await community.StartAsync("alice");
        await using ScriptedPage hers = await ScriptedPage.OpenAsync(alice.Page, Document);
        await hers.TypeAsync("written alone");
        await community.StartBrokerAsync();

        CoEditProcess bob = await community.StartAsync("bob");
        await using ScriptedPage his = await ScriptedPage.OpenAsync(bob.Page, "Another");
        await his.UntilListedAsync(Document);
        await using ScriptedPage opened = await ScriptedPage.OpenAsync(bob.Page, Document);

        await opened.UntilTextAsync(text => text == "written alone", "text of alice");
    }

    [Fact]
    public async Task Paste_LargerThanGroupsTake_ComesAllTheSame()
    {
        await using Community community = await Community.StartAsync();
        CoEditProcess alice = await community.StartAsync("alice");
        CoEditProcess bob = await community.StartAsync("bob");
        await using ScriptedPage hers = await ScriptedPage.OpenAsync(alice.Page, Document);
        await using ScriptedPage his = await ScriptedPage.OpenAsync(bob.Page, Document);
        await hers.TypeAsync("<");
        await his.UntilTextAsync(text => text == "<", "text of alice");

        await hers.TypeAsync(new string('x', 200_000));
        await hers.TypeAsync(">");

        await his.UntilTextAsync(text => text.Length == 200_002 && text == hers.Text, "all of it");
    }

    [Fact]
    public async Task Process_WithAFolderThatIsInUse_DoesNotStart()
    {
        await using Community community = await Community.StartAsync();
        await community.StartAsync("alice");

        await Assert.ThrowsAsync<InvalidOperationException>(() => community.StartAsync("alice"));
    }

    [Fact]
    public async Task TwoPagesOfOnePerson_TypingAtOnce_HaveTheSameText()
    {
        await using Community community = await Community.StartAsync();
        CoEditProcess alice = await community.StartAsync("alice");
        await using ScriptedPage one = await ScriptedPage.OpenAsync(alice.Page, Document);
        await using ScriptedPage two = await ScriptedPage.OpenAsync(alice.Page, Document);

        await Task.WhenAll(TypeFastAsync(one, 0), TypeFastAsync(two, 1));

        await one.UntilTextAsync(text => text.Length == 1000, "all that was typed");
        await two.UntilTextAsync(text => text == one.Text, "the same text");
    }

    private static async Task TypeFastAsync(ScriptedPage page, int person)
    {
        for (int n = 0; n < 500; n++)
        {
            await page.TypeAsync(Keys.Of(person, n));
            if (n % 50 == 0)
                page.Jump(0.5);
        }
    }
}
