using System.Globalization;

namespace PeerRpc.Benchmarks.Scenarios.Crowds;

/// <summary>The figures of <c>idle</c> as text.</summary>
internal static class IdleTable
{
    private const string Heading =
        "system        joined/s   us/join: broker  clients   KiB/client: RSS  uncollected  managed   " +
        "MiB kept: RSS  managed   idle cores";

    /// <summary>One run, for watching.</summary>
    public static string LineOf(IdleRun run) => string.Create(
        CultureInfo.InvariantCulture,
        $"{run.Cycle,3}  {run.System,-12}{run.Join.PerSecond,8:N0} joined/s   {run.ResidentKibibytes,6:F1} KiB RSS, " +
        $"{run.ManagedKibibytes:F1} managed each   {run.KeptMebibytes:F0} MiB RSS, {run.KeptManagedMebibytes:F1} " +
        $"managed kept   {run.OtherCores:F2} cores busy with others{(run.IsDisturbed ? " (disturbed)" : "")}");

    /// <summary>Medians and ratios.</summary>
    public static void Write(IdleReport report, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Options.Crowd.Peers} clients, medians of {report.Options.Crowd.Cycles} cycles"));
        output.WriteLine(Heading);
        foreach (IdleMedian median in report.Medians) output.WriteLine(LineOf(median));
        output.WriteLine($"{report.Runs.Count(run => run.IsDisturbed)} of {report.Runs.Count} runs were disturbed");
        foreach (IdleRatio ratio in report.Ratios) output.WriteLine(LineOf(ratio));
    }

    private static string LineOf(IdleMedian median) => string.Create(
        CultureInfo.InvariantCulture,
        $"{median.System,-12}{median.ClientsPerSecond,10:N0}{median.JoinBrokerMicroseconds,18:F0}" +
        $"{median.JoinClientMicroseconds,9:F0}{median.ResidentKibibytes,18:F1}{median.UncollectedKibibytes,13:F1}" +
        $"{median.ManagedKibibytes,9:F1}{median.KeptMebibytes,16:F1}{median.KeptManagedMebibytes,9:F1}" +
        $"{median.IdleBrokerCores,13:F3}");

    private static string LineOf(IdleRatio ratio) => string.Create(
        CultureInfo.InvariantCulture,
        $"{ratio.System} to {ratio.Baseline}: joined/s {ratio.ClientsPerSecond:F2} ({ratio.Lowest:F2} - " +
        $"{ratio.Highest:F2}), median of the cycles (lowest - highest)");
}
