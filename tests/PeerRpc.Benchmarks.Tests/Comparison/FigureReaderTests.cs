using System.Text.Json;
using PeerRpc.Benchmarks.Comparison;

namespace PeerRpc.Benchmarks.Tests.Comparison;

public class FigureReaderTests
{
    [Fact]
    public void Read_Medians_NamesEachNumberByItsEntry()
    {
        Dictionary<Figure, double> figures = Read("""
            { "medians": [
                { "system": "relay", "inFlight": 64, "callsPerSecond": 400, "cpu": { "broker": 1.5, "callee": 2 } },
                { "system": "relay", "inFlight": 512, "callsPerSecond": 900, "p50": null } ] }
            """);

        Assert.Equal(4, figures.Count);
        Assert.Equal(400, figures[new Figure("medians", "relay, 64 in flight", null, "callsPerSecond")]);
        Assert.Equal(1.5, figures[new Figure("medians", "relay, 64 in flight", null, "cpu.broker")]);
        Assert.Equal(900, figures[new Figure("medians", "relay, 512 in flight", null, "callsPerSecond")]);
    }

    [Fact]
    public void Read_Ratios_KnowTheirBaseline()
    {
        Dictionary<Figure, double> figures = Read("""
            { "ratios": [ { "system": "peerrpc", "baseline": "relay", "inFlight": 1, "p50": 1.2 } ] }
            """);

        Assert.Equal(1.2, figures[new Figure("ratios", "peerrpc, 1 in flight", "relay", "p50")]);
    }

    [Fact]
    public void Read_RunsBesideMedians_AreLeftOut()
    {
        Dictionary<Figure, double> figures = Read("""
            { "runs": [ { "pair": 1, "system": "relay", "x": 1 } ], "medians": [ { "system": "relay", "x": 2 } ] }
            """);

        Assert.Equal([2], figures.Values);
    }

    [Fact]
    public void Read_NothingButRuns_TakesTheMedianOfThoseAlike()
    {
        Dictionary<Figure, double> figures = Read("""
            { "startedAt": "2026-01-01", "runs": [
                { "pair": 1, "system": "relay", "load": { "inFlight": 1, "x": 1 } },
                { "pair": 2, "system": "relay", "load": { "inFlight": 1, "x": 9 } },
                { "pair": 3, "system": "relay", "load": { "inFlight": 1, "x": 3 } },
                { "pair": 3, "system": "relay", "load": { "inFlight": 64, "x": 7 } } ] }
            """);

        Assert.Equal(3, figures[new Figure("runs", "relay, 1 in flight", null, "load.x")]);
        Assert.Equal(7, figures[new Figure("runs", "relay, 64 in flight", null, "load.x")]);
        Assert.Equal(2, figures.Count);
    }

    private static Dictionary<Figure, double> Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return FigureReader.Read(document.RootElement).ToDictionary();
    }
}
