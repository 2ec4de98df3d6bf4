using System.Globalization;

namespace PeerRpc.Chaos.Processes;

/// <summary>When clients connected to a broker, and when which id was registered.</summary>
internal sealed class Arrivals(TimeProvider time)
{
    // Beyond that the figures are wrong anyway: each client of a crowd connects once.
    private const int Most = 100_000;

    private readonly Lock _gate = new(); // guards everything below
    private readonly List<long> _connections = [];
    private readonly Dictionary<string, long> _registrations = []; // the first of each id
    private long _listening;

    public void AddConnection()
    {
        lock (_gate)
        {
            if (_connections.Count < Most)
                _connections.Add(Now);
        }
    }

    public void AddRegistration(string peerId)
    {
        lock (_gate)
        {
            if (_registrations.Count < Most)
                _registrations.TryAdd(peerId, Now);
        }
    }

    /// <summary>The broker listens from now on.</summary>
    public void Listen()
    {
        lock (_gate)
            _listening = Now;
    }

    /// <summary>
    /// The tick at which it began to listen, those of all connections, those of all registrations; bars between.
    /// </summary>
    public override string ToString()
    {
        lock (_gate)
            return $"{_listening}|{Join(_connections)}|{Join(_registrations.Values)}";
    }

    private long Now => time.GetElapsedTime(0, time.GetTimestamp()).Ticks;

    private static string Join(IEnumerable<long> ticks) =>
        string.Join(',', ticks.Select(tick => tick.ToString(CultureInfo.InvariantCulture)));
}
