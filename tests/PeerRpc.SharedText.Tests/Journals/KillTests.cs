using System.Globalization;
using PeerRpc.TestKit;
using SharedText;

namespace PeerRpc.SharedText.Tests.Journals;

public class KillTests
{
    // Long enough for the file to be replaced while the process runs: 256 KiB of updates of about 40 bytes.
    [Theory]
    [InlineData(1)]
    [InlineData(500)]
    [InlineData(20_000)]
    public async Task Open_AfterTheProcessWasKilledWhileAppending_HasEveryAppendThatReturned(int appends)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("document");
        int last = -1;
        await using (ChildProcess child = await ChildProcess.StartAsync(typeof(KillTests).Assembly.Location, path))
        {
            while (last < appends)
                last = int.Parse(await child.AnswerAsync(), CultureInfo.InvariantCulture);
            await child.KillAsync();
        }

        using DocumentJournal journal = DocumentJournal.Open(path, out SharedDocument document);

        string[] found = document.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.InRange(found.Length, last + 1, int.MaxValue);
        Assert.Equal(Enumerable.Range(0, found.Length).Select(i => i.ToString(CultureInfo.InvariantCulture)), found);
        Assert.False(document.HasGaps);
    }
}
