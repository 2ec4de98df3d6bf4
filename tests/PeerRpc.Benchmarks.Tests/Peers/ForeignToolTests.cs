using PeerRpc.Benchmarks.Peers;

namespace PeerRpc.Benchmarks.Tests.Peers;

public class ForeignToolTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task TryRun_ProgramThatIsNotThere_GivesNull() =>
        Assert.Null(await ForeignTool.TryRunAsync("peerrpc-no-such-program", [], folder: null, Limit));

    [Fact]
    public async Task TryRun_ProgramThatWrites_GivesItsOutput() =>
        Assert.Equal("two words", await ForeignTool.TryRunAsync("echo", ["two words"], folder: null, Limit));

    [Fact]
    public async Task TryRun_ProgramThatFails_ThrowsWithWhatItWrote()
    {
        InvalidOperationException failed = await Assert.ThrowsAsync<InvalidOperationException>(
            () => ForeignTool.TryRunAsync("sh", ["-c", "echo broken >&2; exit 3"], folder: null, Limit));

        Assert.Contains("broken", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TryRun_ProgramThatHangs_IsEnded() =>
        await Assert.ThrowsAsync<TimeoutException>(
            () => ForeignTool.TryRunAsync("sleep", ["600"], folder: null, TimeSpan.FromMilliseconds(50)));
}
