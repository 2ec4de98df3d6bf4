using System.Globalization;

namespace PeerRpc.Benchmarks.Limits;

/// <summary>How many files, sockets included, a process may have open.</summary>
/// <remarks>
/// The runtime raises its own soft limit to the hard one when it starts, so what a process reads here is all that it
/// can have, and <c>ulimit -n</c> matters only where it sets the hard limit.
/// </remarks>
internal static class OpenFileLimit
{
    // What a process has open besides its connections: libraries, pipes, epoll, and those that are being accepted.
    private const int Others = 500;
    private const string LimitsFile = "/proc/self/limits";
    private const string LimitLine = "Max open files";

    /// <summary>Checks that a process can hold a number of connections.</summary>
    /// <exception cref="InvalidOperationException">It cannot; the message says what to do.</exception>
    public static void Require(int connections) => Require(connections, Read());

    /// <summary>Checks that a limit allows a number of connections; null is no limit.</summary>
    /// <exception cref="InvalidOperationException">It does not; the message says what to do.</exception>
    public static void Require(int connections, long? limit)
    {
        if (connections + Others <= limit.GetValueOrDefault(long.MaxValue)) return;
        throw new InvalidOperationException(string.Create(
            CultureInfo.InvariantCulture,
            $"{connections} connections in one process need {connections + Others} open files, and the system allows " +
            $"{limit}. Raise the hard limit (ulimit -Hn) or ask for fewer with --peers, --routes or " +
            $"--peers-per-process."));
    }

    /// <summary>Reads the soft limit from the lines of the system's table; null if there is none.</summary>
    public static long? Parse(IEnumerable<string> lines)
    {
        string? line = lines.FirstOrDefault(text => text.StartsWith(LimitLine, StringComparison.Ordinal));
        string? soft = line?[LimitLine.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return long.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out long limit) ? limit : null;
    }

    private static long? Read() => File.Exists(LimitsFile) ? Parse(File.ReadLines(LimitsFile)) : null;
}
