using System.Globalization;
using PeerRpc.TestKit;
using Xunit;

namespace PeerRpc.Testing.Tests.Simulation;

public class DeterminismTests
{
    private const int Seeds = 100;

    [Fact]
    public void Seed_RunTwice_GivesTheSameTrace()
    {
        ulong[] first = [.. RunAll(1, Seeds)];
        ulong[] second = [.. RunAll(1, Seeds)];

        Assert.Equal(first, second);
        Assert.Equal(Seeds, first.Distinct().Count());
    }

    [Fact]
    public async Task Seed_InAnotherProcess_GivesTheSameTrace()
    {
        await using ChildProcess child = await ChildProcess.StartAsync(
            typeof(DeterminismTests).Assembly.Location, "1", "20");

        Assert.Equal(RunAll(1, 20), child.Report.Split(' ').Select(
            hash => ulong.Parse(hash, NumberStyles.HexNumber, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Seeds_BetweenThem_BreakAndSucceed()
    {
        string[] notes = [.. Enumerable.Range(1, 20).SelectMany(
            seed => MixedWorkload.Run((ulong)seed).GetLastEvents().Where(line => line.Contains("Note")))];

        Assert.Contains(notes, note => note.Contains("15"));
        Assert.Contains(notes, note => note.Contains("No"));
        Assert.Contains(notes, note => note.Contains("Maybe"));
    }

    private static IEnumerable<ulong> RunAll(int first, int count) =>
        Enumerable.Range(first, count).Select(seed => MixedWorkload.Run((ulong)seed).TraceHash);
}
