using System.Globalization;

namespace FileShare.Progress;

/// <summary>Sizes and times as people read them.</summary>
internal static class Figures
{
    private const double MostSeconds = 99 * 3600;

    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB"];

    public static string Bytes(double count)
    {
        int unit = 0;
        while (count >= 1024 && unit < Units.Length - 1)
        {
            count /= 1024;
            unit++;
        }
        string format = unit == 0 || count >= 100 ? "0" : "0.0";
        return $"{count.ToString(format, CultureInfo.InvariantCulture)} {Units[unit]}";
    }

    public static string Files(int count) => count == 1 ? "1 file" : $"{count} files";

    public static string Time(TimeSpan time) => time.TotalHours >= 1
        ? $"{(int)time.TotalHours} h {time.Minutes:00} min"
        : $"{time.Minutes}:{time.Seconds:00}";

    /// <summary>The rate, and the time that is left at it.</summary>
    public static string Pace(double rate, double rest) => rest <= 0
        ? "checking"
        : rate > 0
        ? $"{Bytes(rate)}/s, {Time(TimeSpan.FromSeconds(double.Min(rest / rate, MostSeconds)))} left"
        : "waiting";
}
