using System.Text.Json;

namespace PeerRpc.Benchmarks.Comparison;

/// <summary><c>compare OLD.json NEW.json</c>: what has changed between two reports.</summary>
internal sealed class CompareCommand(TextWriter output)
{
    /// <summary>Reads both and prints.</summary>
    /// <param name="files">The older report and the newer one.</param>
    /// <exception cref="FormatException">It is not two reports of one scenario.</exception>
    public async Task RunAsync(IReadOnlyList<string> files)
    {
        if (files.Count != 2) throw new FormatException("compare takes two files: OLD.json NEW.json.");
        using JsonDocument older = await ReportFile.ReadAsync(files[0]);
        using JsonDocument newer = await ReportFile.ReadAsync(files[1]);
        ComparisonTable.Write(ReportComparison.Of(older.RootElement, newer.RootElement), output);
    }
}
