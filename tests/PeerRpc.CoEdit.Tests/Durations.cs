using System.Globalization;

namespace PeerRpc.CoEdit.Tests;

/// <summary>How long tests type: seconds, or as COEDIT_SECONDS says.</summary>
internal static class Durations
{
    public static TimeSpan Typing(int seconds) => TimeSpan.FromSeconds(
        int.TryParse(Environment.GetEnvironmentVariable("COEDIT_SECONDS"), CultureInfo.InvariantCulture, out int more)
            ? more
            : seconds);

    /// <summary>After how long the broker is killed each time: 10 s, or so that it is killed at all.</summary>
    public static TimeSpan BetweenKills(TimeSpan typing) =>
        TimeSpan.FromSeconds(double.Min(10, typing.TotalSeconds / 4));
}
