using System.Globalization;

namespace PeerRpc.Benchmarks.Limits;

/// <summary>The ports that the system has for the near end of connections.</summary>
/// <remarks>
/// A connection is told by its two addresses and two ports, so each port that the broker listens on brings as many
/// connections as there are ephemeral ports. Those of connections that have ended are kept for a minute.
/// </remarks>
internal static class EphemeralPorts
{
    // A quarter of the range for each port of the broker: three quarters may still be kept for those that have ended.
    private const int Share = 4;
    private const int UnknownRange = 16_384;
    private const string RangeFile = "/proc/sys/net/ipv4/ip_local_port_range";

    /// <summary>How many ports the broker has to listen on for a number of connections.</summary>
    public static int ListenersFor(int connections) => ListenersFor(connections, Read());

    /// <summary>How many ports the broker has to listen on for a number of connections and a range.</summary>
    public static int ListenersFor(int connections, int range)
    {
        int each = Math.Max(1, range / Share);
        return Math.Max(1, (connections + each - 1) / each);
    }

    /// <summary>Reads the length of a range from its two ends; zero if the text is none.</summary>
    public static int ParseRange(string text)
    {
        string[] ends = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return ends.Length == 2
            && int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out int first)
            && int.TryParse(ends[1], NumberStyles.None, CultureInfo.InvariantCulture, out int last)
            && last >= first
                ? last - first + 1
                : 0;
    }

    private static int Read()
    {
        int range = File.Exists(RangeFile) ? ParseRange(File.ReadAllText(RangeFile)) : 0;
        return range > 0 ? range : UnknownRange;
    }
}
