using System.Globalization;
using PeerRpc.Benchmarks.Processes;

namespace PeerRpc.Benchmarks.Scenarios;

/// <summary>The figures of <c>bulk</c> as text.</summary>
internal static class BulkTable
{
    private const string Heading =
        "                            CPU s                       idle MiB                    growth MiB\n" +
        "system              MB/s    broker  sender  receiver    broker  sender  receiver    broker  sender  receiver" +
        "  others";

    /// <summary>One run, for watching.</summary>
    public static string LineOf(BulkRun run) => string.Create(
        CultureInfo.InvariantCulture,
        $"{run.Pair,3}  {run.System,-15}{run.Transfer.MegabytesPerSecond,8:N0} MB/s {run.Transfer.Seconds,8:F2} s" +
        $"{run.OtherCores,7:F2} cores busy with others{(run.IsDisturbed ? " (disturbed)" : "")}");

    /// <summary>Medians and ratios.</summary>
    public static void Write(BulkReport report, TextWriter output)
    {
        BenchmarkOptions options = report.Options;
        output.WriteLine();
        output.WriteLine(
            $"{options.Transport}, medians of {options.Pairs} transfers of {ByteSize.Format(options.Bytes)}");
        output.WriteLine(Heading);
        foreach (BulkMedian median in report.Medians) output.WriteLine(LineOf(median));
        output.WriteLine($"{report.Runs.Count(run => run.IsDisturbed)} of {report.Runs.Count} runs were disturbed");
        if (report.Runs.Any(run => run.Memory.Values.Any(memory => !memory.IsExact)))
            output.WriteLine("growth is from samples: the kernel kept no peak");

        if (report.Ratios.Count == 0) return;
        output.WriteLine();
        output.WriteLine($"ratio to {options.Systems[0]}, median of the pairs (lowest - highest)");
        foreach (BulkRatio ratio in report.Ratios) output.WriteLine(LineOf(ratio));
    }

    private static string LineOf(BulkMedian median) => string.Create(
        CultureInfo.InvariantCulture,
        $"{median.System,-15}{median.MegabytesPerSecond,9:N0}    {Roles(median.CpuSeconds, "F2")}    " +
        $"{Roles(median.IdleMebibytes, "F1")}    {Roles(median.GrowthMebibytes, "F1")}{median.OtherCores,8:F2}");

    private static string Roles(IReadOnlyDictionary<EchoRole, double> figures, string format)
    {
        string Text(EchoRole role) => figures[role].ToString(format, CultureInfo.InvariantCulture);
        return $"{Text(EchoRole.Broker),6}{Text(EchoRole.Callee),8}{Text(EchoRole.Caller),10}";
    }

    private static string LineOf(BulkRatio ratio) => string.Create(
        CultureInfo.InvariantCulture,
        $"{ratio.System,-15}   MB/s {ratio.MegabytesPerSecond:F2} " +
        $"({ratio.LowestMegabytesPerSecond:F2} - {ratio.HighestMegabytesPerSecond:F2})   CPU {ratio.CpuSeconds:F2}");
}
