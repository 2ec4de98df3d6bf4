using PeerRpc.Benchmarks.Comparison;

namespace PeerRpc.Benchmarks.Tests.Comparison;

public sealed class CompareCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peerrpc-compare");
    private readonly StringWriter _output = new();

    [Fact]
    public async Task Run_FiguresOfBoth_ArePrintedWithTheirRatioAndTheRelayFirst()
    {
        string older = Write("old.json", """
            { "scenario": "calls", "options": { "seconds": 4 }, "machine": { "cores": 2 },
              "medians": [ { "system": "relay", "inFlight": 64, "callsPerSecond": 400000, "gone": 1 } ],
              "ratios": [ { "system": "a", "baseline": "b", "x": 2 }, { "system": "a", "baseline": "relay", "x": 2 } ] }
            """);
        string newer = Write("new.json", """
            { "scenario": "calls", "options": { "seconds": 2 }, "machine": { "cores": 2 },
              "medians": [ { "system": "relay", "inFlight": 64, "callsPerSecond": 300000, "come": 1 } ],
              "ratios": [ { "system": "a", "baseline": "b", "x": 2 }, { "system": "a", "baseline": "relay", "x": 3 } ] }
            """);

        await new CompareCommand(_output).RunAsync([older, newer]);

        string[] lines = _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("differs: options.seconds: 4 -> 2", lines[0]);
        Assert.StartsWith("ratios to relay ", lines[1], StringComparison.Ordinal);
        Assert.Equal(["a", "x", "2.000", "3.000", "1.500"], WordsOf(lines[2]));
        Assert.StartsWith("ratios to b ", lines[3], StringComparison.Ordinal);
        Assert.StartsWith("medians ", lines[5], StringComparison.Ordinal);
        Assert.Equal(
            ["relay,", "64", "in", "flight", "callsPerSecond", "400,000", "300,000", "0.750"], WordsOf(lines[6]));
        Assert.Equal(7, lines.Length);
    }

    [Fact]
    public async Task Run_ReportsOfDifferentScenarios_AreRefusedByName()
    {
        string older = Write("old.json", """{ "scenario": "calls" }""");
        string newer = Write("new.json", """{ "scenario": "bulk" }""");

        FormatException refused = await Assert.ThrowsAsync<FormatException>(
            () => new CompareCommand(_output).RunAsync([older, newer]));

        Assert.Equal("The reports are of different scenarios: calls, bulk.", refused.Message);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{ \"scenario\": 1 }")]
    [InlineData("no JSON")]
    public async Task Run_FileThatIsNoReport_IsRefused(string text)
    {
        string file = Write("odd.json", text);

        await Assert.ThrowsAsync<FormatException>(() => new CompareCommand(_output).RunAsync([file, file]));
    }

    [Fact]
    public async Task Run_FileThatIsNotThere_IsRefusedByName()
    {
        string missing = Path.Combine(_folder.FullName, "missing.json");

        FormatException refused = await Assert.ThrowsAsync<FormatException>(
            () => new CompareCommand(_output).RunAsync([missing, missing]));

        Assert.Contains("missing.json", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OneFile_IsRefused() =>
        await Assert.ThrowsAsync<FormatException>(() => new CompareCommand(_output).RunAsync(["old.json"]));

    public void Dispose()
    {
        _output.Dispose();
        _folder.Delete(recursive: true);
    }

    private static string[] WordsOf(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
