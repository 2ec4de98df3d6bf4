using System.Runtime.Versioning;
using CoEdit.Documents;
using PeerRpc.CoEdit.Driver.Pages;
using PeerRpc.CoEdit.Driver.Processes;

namespace PeerRpc.CoEdit.Tests;

/// <summary>A disk that is full, files that are something else, and who may read them.</summary>
[UnsupportedOSPlatform("windows")]
public class DiskTests
{
    private const string Document = "Notes";

    [Fact]
    public async Task Disk_ThatIsFullForAWhile_LosesNothing()
    {
        await using Community community = await Community.StartAsync();
        await using var cable = new Cable(community.Broker);
        CoEditProcess alice = await community.StartAsync("alice");
        CoEditProcess bob = await community.StartAsync("bob", cable.Address);
        await using ScriptedPage hers = await ScriptedPage.OpenAsync(alice.Page, Document);
        await using ScriptedPage his = await ScriptedPage.OpenAsync(bob.Page, Document);
        await hers.TypeAsync("a");
        await his.UntilTextAsync(text => text == "a", "text of alice");

        await alice.LimitFilesAsync(isFull: true);
        cable.Pull();
        await his.UntilOnlineAsync(false);
        await his.TypeAsync("b");
        cable.Plug();
        await hers.UntilTextAsync(text => text == "ba", "what a comparison gives");
        await hers.UntilTroubleAsync("not saved");
        await his.TypeAsync("c");
        await hers.UntilTextAsync(text => text == "bca", "what comes live");
        await hers.TypeAsync("d");
        await his.UntilTextAsync(text => text == "bcad", "what is typed there");
        await using (ScriptedPage later = await ScriptedPage.OpenAsync(alice.Page, Document))
            await later.UntilTroubleAsync("not saved");

        await alice.LimitFilesAsync(isFull: false);
        await hers.TypeAsync("e");
        await hers.UntilTroubleAsync("");
        await alice.KillAsync();
        await bob.KillAsync();
        CoEditProcess again = await community.StartAsync("alice");
        await using ScriptedPage after = await ScriptedPage.OpenAsync(again.Page, Document);
        Assert.Equal("bcade", after.Text);
    }

    [Fact]
    public async Task File_ThatIsNoDocument_IsNamedAndLeftAlone()
    {
        await using Community community = await Community.StartAsync();
        string folder = community.FolderOf("alice");
        Directory.CreateDirectory(folder);
        string letter = FileOf(folder, "Letter");
        await File.WriteAllTextAsync(letter, "Dear Sir or Madam");
        await File.WriteAllTextAsync(Path.Combine(folder, "no key.coedit"), "as bad");

        CoEditProcess alice = await community.StartAsync("alice");
        Assert.Contains("Letter cannot be opened", await alice.ComplaintAsync(), StringComparison.Ordinal);
        await using (ScriptedPage asked = await ScriptedPage.AskAsync(alice.Page, "Letter"))
            await asked.UntilTroubleAsync("Letter cannot be opened");
        await using ScriptedPage another = await ScriptedPage.OpenAsync(alice.Page, Document);
        await another.UntilListedAsync(Document);

        Assert.Equal("Dear Sir or Madam", await File.ReadAllTextAsync(letter));
    }

    [Fact]
    public async Task Files_AreReadByTheirOwnerAlone()
    {
        await using Community community = await Community.StartAsync();
        CoEditProcess alice = await community.StartAsync("alice");
        await using ScriptedPage page = await ScriptedPage.OpenAsync(alice.Page, Document);

        string folder = community.FolderOf("alice");
        const UnixFileMode ReadAndWrite = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(ReadAndWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        Assert.Equal(ReadAndWrite, File.GetUnixFileMode(FileOf(folder, Document)));
    }

    private static string FileOf(string folder, string document) =>
        Path.Combine(folder, DocumentName.TryParse(document)!.Key + LocalDocument.Extension);
}
