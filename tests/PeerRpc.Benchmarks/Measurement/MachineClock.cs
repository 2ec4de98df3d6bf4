using System.Globalization;

namespace PeerRpc.Benchmarks.Measurement;

/// <summary>How much processor time the whole machine has used, to see whether a run had it to itself.</summary>
internal static class MachineClock
{
    private const string StatisticsFile = "/proc/stat";
    // USER_HZ, which Linux fixes at 100 for everything it reports in /proc.
    private const double TicksPerSecond = 100;
    // user nice system idle iowait irq softirq steal; idle and iowait are not use, steal is use by others.
    private static readonly int[] BusyColumns = [1, 2, 3, 6, 7, 8];

    /// <summary>Processor seconds used since the machine started, all cores; null without /proc.</summary>
    public static double? ReadBusySeconds()
    {
        if (!File.Exists(StatisticsFile)) return null;
        string[] columns = File.ReadLines(StatisticsFile).First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return BusyColumns.Sum(column => long.Parse(columns[column], CultureInfo.InvariantCulture)) / TicksPerSecond;
    }
}
