using System.Diagnostics;
using PeerRpc.Simulations.Options;
using PeerRpc.Simulations.Runs;

namespace PeerRpc.Simulations.Tests.Runs;

/// <summary>A seed means the same whenever and wherever it is run.</summary>
public sealed class RepetitionTests
{
    private const int Seeds = 50;

    [Fact]
    public void Seeds_RunTwice_GiveTheSameTraces()
    {
        string[] first = HashesOf(jobs: 2);
        string[] second = HashesOf(jobs: 1);

        Assert.Equal(Seeds * Enum.GetValues<PlayKind>().Length, first.Distinct().Count());
        Assert.Equal(first, second);
    }

    [Fact]
    public async Task Seeds_InAnotherProcess_GiveTheSameTraces()
    {
        var start = new ProcessStartInfo(
            "dotnet", [typeof(SeedBatch).Assembly.Location, "--seeds", $"{Seeds}", "--hashes"])
        {
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        string told = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(HashesOf(jobs: 2), Hashes(told));
    }

    private static string[] HashesOf(int jobs)
    {
        using var output = new StringWriter();
        new SeedBatch(new SimulationsCommand { Seeds = Seeds, Jobs = jobs, Hashes = true }, output).Run();
        return Hashes(output.ToString());
    }

    // In the order of the seeds: two threads do not end in it.
    private static string[] Hashes(string output) => [.. output.Split('\n')
        .Where(line => line.StartsWith("hash ", StringComparison.Ordinal)).Select(line => line.Trim())
        .Order(StringComparer.Ordinal)];
}
