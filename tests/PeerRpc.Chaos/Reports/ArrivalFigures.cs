using System.Globalization;

namespace PeerRpc.Chaos.Reports;

/// <summary>How clients came back to a broker.</summary>
internal sealed class ArrivalFigures
{
    public const int Windows = 100; // of 100 ms each: the ten seconds behind the broker's return

    private static readonly TimeSpan Width = TimeSpan.FromMilliseconds(100);

    private readonly TimeSpan[] _connections;

    private ArrivalFigures(TimeSpan[] connections, TimeSpan[] registrations)
    {
        _connections = connections;
        Registered = registrations.Length;
        LastRegistration = registrations.DefaultIfEmpty().Max();
        foreach (TimeSpan at in connections)
        {
            int window = (int)(at / Width);
            if (window < Windows)
                Histogram[window]++;
        }
    }

    /// <summary>How many ids were registered.</summary>
    public int Registered { get; }

    /// <summary>From the broker's return to the last registration.</summary>
    public TimeSpan LastRegistration { get; }

    /// <summary>How many connections were accepted.</summary>
    public int Connections => _connections.Length;

    /// <summary>Accepted connections by windows of 100 ms.</summary>
    public int[] Histogram { get; } = new int[Windows];

    /// <summary>The most connections that were accepted in one window.</summary>
    public int Peak => Histogram.Max();

    /// <summary>Connections per window over the time from the broker's return to the last of them.</summary>
    public double Mean => Connections == 0 ? 0 : Connections / double.Ceiling((_connections.Max() / Width) + 1e-9);

    /// <summary>Reads what a broker says.</summary>
    /// <param name="answer">Its answer: a tick, ticks and ticks, with bars between.</param>
    public static ArrivalFigures Parse(string answer)
    {
        string[] parts = answer.Split('|');
        long start = long.Parse(parts[0], CultureInfo.InvariantCulture);
        return new ArrivalFigures(Ticks(parts[1], start), Ticks(parts[2], start));
    }

    // A connection may be accepted before the broker says that it listens.
    private static TimeSpan[] Ticks(string text, long start) =>
        [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(tick =>
            TimeSpan.FromTicks(long.Max(0, long.Parse(tick, CultureInfo.InvariantCulture) - start)))];
}
