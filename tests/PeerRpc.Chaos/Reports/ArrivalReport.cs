using System.Globalization;

namespace PeerRpc.Chaos.Reports;

/// <summary>Prints how clients came back; the README explains the figures.</summary>
internal static class ArrivalReport
{
    private const int WindowsPerLine = 10;

    public static void Print(TextWriter output, int round, ArrivalFigures figures, int peers, int reached)
    {
        Line(output, "round", $"{round}");
        Line(output, "back", $"{figures.Registered} of {peers} after {figures.LastRegistration.TotalSeconds:0.000} s");
        Line(output, "reached", $"{reached} of {peers} by a call");
        Line(output, "accepts", $"{figures.Connections}, per 100 ms: peak {figures.Peak}, mean {figures.Mean:0.0}");
        int last = Array.FindLastIndex(figures.Histogram, count => count > 0);
        for (int i = 0; i <= last; i += WindowsPerLine)
        {
            string counts = string.Concat(figures.Histogram[i..int.Min(i + WindowsPerLine, figures.Histogram.Length)]
                .Select(count => string.Create(CultureInfo.InvariantCulture, $"{count,6}")));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{i / WindowsPerLine,4} s {counts}"));
        }
    }

    private static void Line(TextWriter output, string name, FormattableString value) =>
        output.WriteLine($"{name,-10}{FormattableString.Invariant(value)}");
}
