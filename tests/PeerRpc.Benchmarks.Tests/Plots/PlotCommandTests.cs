using System.Text.Json;
using System.Xml.Linq;
using PeerRpc.Benchmarks.Measurement;
using PeerRpc.Benchmarks.Plots;
using PeerRpc.Benchmarks.Scenarios;

namespace PeerRpc.Benchmarks.Tests.Plots;

public sealed class PlotCommandTests : IDisposable
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peerrpc-plot");
    private readonly StringWriter _output = new();

    [Fact]
    public async Task Run_ReportOfASweep_DrawsEachSystemInBothPlots()
    {
        string file = Write(JsonSerializer.Serialize(Report(), ReportJson.Default.SweepReport));

        await new PlotCommand(_output).RunAsync([file, "--to", _folder.FullName]);

        XElement throughput = Load("throughput.svg");
        Assert.Equal(["relay", "a<b"], Legend(throughput));
        Assert.Equal(2, throughput.Elements(Svg + "polyline").Count());
        Assert.Equal(4, throughput.Elements(Svg + "circle").Count());
        Assert.Equal(["relay p50", "relay p99", "a<b p50", "a<b p99"], Legend(Load("latency.svg")));
    }

    [Fact]
    public async Task Run_SameReportTwice_WritesTheSameBytes()
    {
        string file = Write(JsonSerializer.Serialize(Report(), ReportJson.Default.SweepReport));

        await new PlotCommand(_output).RunAsync([file, "--to", Path.Combine(_folder.FullName, "a")]);
        await new PlotCommand(_output).RunAsync([file, "--to", Path.Combine(_folder.FullName, "b")]);

        Assert.Equal(
            File.ReadAllText(Path.Combine(_folder.FullName, "a", "latency.svg")),
            File.ReadAllText(Path.Combine(_folder.FullName, "b", "latency.svg")));
    }

    [Fact]
    public async Task Run_CurvesGoUp_WhereFiguresDo()
    {
        string file = Write(JsonSerializer.Serialize(Report(), ReportJson.Default.SweepReport));

        await new PlotCommand(_output).RunAsync([file, "--to", _folder.FullName]);

        double[] heights = [.. Load("throughput.svg").Elements(Svg + "circle").Take(2)
            .Select(circle => (double)circle.Attribute("cy")!)];
        Assert.True(heights[1] < heights[0], "SVG counts from the top.");
    }

    [Theory]
    [InlineData("""{ "scenario": "calls" }""")]
    [InlineData("""{ }""")]
    [InlineData("no JSON")]
    public async Task Run_OtherFile_IsRefused(string text)
    {
        string file = Write(text);

        await Assert.ThrowsAsync<FormatException>(
            () => new PlotCommand(_output).RunAsync([file, "--to", _folder.FullName]));
    }

    [Fact]
    public async Task Run_NoFolder_IsRefused() =>
        await Assert.ThrowsAsync<FormatException>(() => new PlotCommand(_output).RunAsync(["report.json"]));

    public void Dispose()
    {
        _output.Dispose();
        _folder.Delete(recursive: true);
    }

    private static SweepReport Report() => SweepReport.Of(
        DateTimeOffset.UnixEpoch, new BenchmarkOptions(), [Run("relay", 400_000), Run("a<b", 300_000)]);

    private static SweepRun Run(string system, long calls) => new(
        1,
        system,
        [new LoadResult(1, calls / 40, 1, 100, 200), new LoadResult(64, calls, 1, null, null)],
        [
            new SweepPace(0.1, new PacedResult(calls * 0.1, calls / 10, 1, 120, 300)),
            new SweepPace(0.9, new PacedResult(calls * 0.9, calls / 10 * 9, 1, 400, 3000)),
        ],
        OtherCores: 0);

    private static string[] Legend(XElement plot) =>
        [.. plot.Elements(Svg + "text").Reverse().TakeWhile(text => text.Attribute("text-anchor") is null)
            .Select(text => text.Value).Reverse()];

    private string Write(string text)
    {
        string path = Path.Combine(_folder.FullName, "report.json");
        File.WriteAllText(path, text);
        return path;
    }

    private XElement Load(string name) => XDocument.Load(Path.Combine(_folder.FullName, name)).Root!;
}
