using System.Globalization;
using PeerRpc.Chaos.Contracts;
using PeerRpc.Chaos.Faults;
using PeerRpc.TestKit.Histories.Checking;

namespace PeerRpc.Chaos.Reports;

/// <summary>Prints what a run came to; the README explains every figure.</summary>
internal static class RunReport
{
    public static void Print(TextWriter output, RunSummary summary, CheckReport check, FaultCounts faults, int left)
    {
        PrintKinds(output, summary);
        foreach (((LoadKind kind, PeerErrorCode code, Executed executed), int count) in summary.Failures)
            Line(output, "failed as", $"{kind} {code}, executed {executed}: {count}");
        foreach ((string fault, int count) in faults.All)
            Line(output, "fault", $"{fault}: {count}");
        if (faults.LongestAbsence > TimeSpan.Zero)
            Line(output, "longest absence", $"{faults.LongestAbsence.TotalSeconds:0.000} s from kill to next start");
        double seconds = double.Max(summary.Duration.TotalSeconds, 0.001);
        Line(output, "calls per second", $"{summary.Made / seconds:0}");
        Line(
            output,
            "echo p50, p99",
            $"{summary.EchoMilliseconds(0.5):0.00} ms, {summary.EchoMilliseconds(0.99):0.00} ms");
        Line(output, "worst pause", $"{summary.LongestCall.TotalSeconds:0.000} s from a call to its success");
        Line(output, "", $"{summary.LongestGap.TotalSeconds:0.000} s of a caller without any success");
        Line(output, "streams, items", $"{check.Streams}, {check.Items}");
        Line(output, "calls", $"{summary.Made}");
        Line(output, "failed calls", $"{summary.Failed}");
        Line(output, "not ended", $"{left}");
        Line(output, "violations", $"{check.Violations}");
        if (check.Violations > 0)
            output.WriteLine(check);
    }

    private static void PrintKinds(TextWriter output, RunSummary summary)
    {
        output.WriteLine($"{"call",-13}{"made",10}{"succeeded",11}{"as meant",10}{"failed",8}{"open",8}");
        foreach ((LoadKind kind, KindCounts counts) in summary.Kinds)
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{kind,-13}{counts.Made,10}{counts.Succeeded,11}{counts.AsMeant,10}{counts.Failed,8}{counts.Open,8}"));
    }

    private static void Line(TextWriter output, string name, FormattableString value) =>
        output.WriteLine($"{name,-18}{FormattableString.Invariant(value)}");
}
