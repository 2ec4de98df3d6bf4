using System.Diagnostics;
using System.Globalization;

namespace SharedText.Benchmark;

/// <summary>Opens a document in a process of its own and says how long that took.</summary>
internal static class OpeningProcess
{
    public const string Command = "open";

    /// <summary>What the process does.</summary>
    public static int Open(string path)
    {
        long start = Stopwatch.GetTimestamp();
        using (DocumentJournal journal = DocumentJournal.Open(path, out SharedDocument document))
        {
            double time = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            Console.WriteLine(time.ToString("R", CultureInfo.InvariantCulture));
            return document.HasGaps ? 1 : 0;
        }
    }

    /// <summary>Runs it: in microseconds.</summary>
    public static async Task<double> RunAsync(string path)
    {
        string assembly = typeof(OpeningProcess).Assembly.Location;
        var start = new ProcessStartInfo("dotnet", [assembly, Command, path]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException("Nothing was started.");
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"The process that opens ended with {process.ExitCode}.");
        return double.Parse(output, CultureInfo.InvariantCulture);
    }
}
