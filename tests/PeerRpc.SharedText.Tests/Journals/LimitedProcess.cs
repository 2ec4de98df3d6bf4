using System.Diagnostics;
using System.Globalization;
using PeerRpc.TestKit;

namespace PeerRpc.SharedText.Tests.Journals;

/// <summary>A process with a journal, to which the system at times refuses to write files.</summary>
internal sealed class LimitedProcess : IAsyncDisposable
{
    private readonly ChildProcess _child;

    private LimitedProcess(ChildProcess child) => _child = child;

    public static async Task<LimitedProcess> StartAsync(string path) =>
        new(await ChildProcess.StartAsync(typeof(LimitedProcess).Assembly.Location, path, "asked"));

    /// <summary>Appends a text.</summary>
    /// <returns>Whether that was kept.</returns>
    public async Task<bool> AppendAsync(string text)
    {
        await _child.TellAsync(text);
        string answer = await _child.AnswerAsync();
        Assert.Matches("^kept: (True|False)$", answer);
        return answer == "kept: True";
    }

    /// <summary>No file may get larger than that from now on.</summary>
    public Task LimitAsync(int bytes) => LimitAsync(bytes.ToString(CultureInfo.InvariantCulture));

    public Task LiftLimitAsync() => LimitAsync("unlimited");

    public Task KillAsync() => _child.KillAsync();

    /// <summary>Lets it close its journal and end.</summary>
    public Task EndAsync() => _child.EndAsync();

    public ValueTask DisposeAsync() => _child.DisposeAsync();

    // The soft limit alone: it can be lifted again.
    private async Task LimitAsync(string bytes)
    {
        using Process limit = Process.Start(
            "prlimit", ["--pid", _child.Id.ToString(CultureInfo.InvariantCulture), $"--fsize={bytes}:unlimited"]);
        await limit.WaitForExitAsync().WithinLimitAsync();
        Assert.Equal(0, limit.ExitCode);
    }
}
