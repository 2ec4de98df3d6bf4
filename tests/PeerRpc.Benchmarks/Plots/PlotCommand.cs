using System.Text.Json;
using PeerRpc.Benchmarks.Comparison;
using PeerRpc.Benchmarks.Scenarios;

namespace PeerRpc.Benchmarks.Plots;

/// <summary><c>plot REPORT.json --to FOLDER</c>: draws what <c>sweep</c> has found.</summary>
internal sealed class PlotCommand(TextWriter output)
{
    private const string To = "--to";

    /// <summary>Reads the report and writes the plots.</summary>
    /// <param name="arguments">The report and the folder.</param>
    /// <exception cref="FormatException">It is no report of a sweep.</exception>
    public async Task RunAsync(IReadOnlyList<string> arguments)
    {
        if (arguments is not [string file, To, string folder])
            throw new FormatException($"plot takes a report and a folder: REPORT.json {To} FOLDER.");
        SweepReport report = await ReadAsync(file);
        Directory.CreateDirectory(folder);
        await WriteAsync(Path.Combine(folder, "throughput.svg"), SweepPlots.Throughput(report));
        await WriteAsync(Path.Combine(folder, "latency.svg"), SweepPlots.Latency(report));
    }

    private static async Task<SweepReport> ReadAsync(string file)
    {
        using JsonDocument document = await ReportFile.ReadAsync(file);
        if (ReportFile.ScenarioOf(document.RootElement) != SweepReport.Name)
            throw new FormatException($"plot draws reports of {SweepReport.Name}.");
        SweepReport? report = document.RootElement.Deserialize(ReportJson.Default.SweepReport);
        return report is { Throughput.Count: > 0, Latency.Count: > 0 }
            ? report
            : throw new FormatException($"{file} has no figures.");
    }

    private async Task WriteAsync(string path, LinePlot plot)
    {
        await File.WriteAllTextAsync(path, SvgWriter.Write(plot));
        await output.WriteLineAsync(path);
    }
}
