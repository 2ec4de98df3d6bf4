using SharedText;

namespace PeerRpc.SharedText.Tests.Journals;

/// <summary>A system that does not write: what is in memory then is written when it does again.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("document");

    [Fact]
    public async Task Append_AfterSomeThatFailed_WritesThoseToo()
    {
        await using LimitedProcess process = await LimitedProcess.StartAsync(Path);
        Assert.True(await process.AppendAsync("a"));
        await process.LimitAsync(4);
        Assert.False(await process.AppendAsync("b"));
        Assert.False(await process.AppendAsync("c"));
        await process.LiftLimitAsync();
        Assert.True(await process.AppendAsync("d"));
        Assert.True(await process.AppendAsync("e"));
        await process.KillAsync();

        AssertText("abcde");
    }

    // Torn at any byte of a record, and nothing written anew.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(20)]
    public async Task Append_ThatFailedHalfway_DoesNotCount(int written)
    {
        await using LimitedProcess process = await LimitedProcess.StartAsync(Path);
        Assert.True(await process.AppendAsync("a"));
        Directory.CreateDirectory(Path + ".new"); // nor can it be written anew
        await process.LimitAsync((int)new FileInfo(Path).Length + written);
        Assert.False(await process.AppendAsync("bbbbbbbbbb"));
        Assert.False(await process.AppendAsync("c"));
        await process.KillAsync();
        Directory.Delete(Path + ".new");

        AssertText("a", torn: written);
    }

    [Fact]
    public async Task End_AfterAnAppendThatFailed_WritesIt()
    {
        await using LimitedProcess process = await LimitedProcess.StartAsync(Path);
        await process.LimitAsync(4);
        Assert.False(await process.AppendAsync("a"));
        Assert.Equal(["document", "document.lock"], _folder.Files());
        await process.LiftLimitAsync();
        await process.EndAsync();

        AssertText("a");
    }

    public void Dispose() => _folder.Dispose();

    private void AssertText(string expected, long torn = 0)
    {
        using DocumentJournal journal = DocumentJournal.Open(Path, out SharedDocument document);
        Assert.Equal(expected, document.ToString());
        Assert.Equal(torn, journal.Recovery?.TornBytes ?? 0);
        Assert.Equal(0, journal.Recovery?.DamagedBytes ?? 0);
    }
}
