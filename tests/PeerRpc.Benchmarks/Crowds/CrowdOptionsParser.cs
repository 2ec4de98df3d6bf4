using System.Globalization;

namespace PeerRpc.Benchmarks.Crowds;

/// <summary>Reads the options of the command line that are about crowds.</summary>
internal static class CrowdOptionsParser
{
    private const int MostPeers = 1_000_000;
    private const double MostCallsPerSecond = 1_000;

    /// <summary>Takes an option and its value; false if it is not about crowds.</summary>
    /// <exception cref="FormatException">The value is wrong.</exception>
    public static bool TryApply(CrowdOptions options, string name, string value)
    {
        switch (name)
        {
            case "--peers":
                options.Peers = ParseCount(name, value);
                return true;
            case "--cycles":
                options.Cycles = ParseCount(name, value);
                return true;
            case "--chatting":
                options.Chatting = ParseCount(name, value);
                return true;
            case "--chat-rate":
                options.ChatRate = ParseRate(name, value);
                return true;
            case "--routes":
                options.Routes = ParseCount(name, value);
                return true;
            case "--members":
                options.Members = ParseCount(name, value);
                return true;
            case "--peers-per-process":
                options.PeersPerProcess = ParseCount(name, value);
                return true;
            default:
                return false;
        }
    }

    private static int ParseCount(string name, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int count)
        && count is > 0 and <= MostPeers
            ? count
            : throw new FormatException($"{name} takes a whole number from 1 to {MostPeers}.");

    private static double ParseRate(string name, string value) =>
        double.TryParse(value, CultureInfo.InvariantCulture, out double rate) && rate is > 0 and <= MostCallsPerSecond
            ? rate
            : throw new FormatException($"{name} takes calls per second, between 0 and {MostCallsPerSecond}.");
}
