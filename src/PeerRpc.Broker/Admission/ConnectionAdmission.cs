using Microsoft.Extensions.Options;

namespace PeerRpc.Broker.Admission;

/// <summary>
/// Counts connections: those within their handshake, in all and by address, and the rest by principal.
/// </summary>
internal sealed class ConnectionAdmission(IOptions<PeerBrokerOptions> options)
{
    private readonly Lock _gate = new(); // guards everything below
    private readonly Dictionary<string, int> _newByAddress = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _byPrincipal = new(StringComparer.Ordinal);
    private int _new;

    /// <summary>How many connections are within their handshake.</summary>
    public int Handshakes
    {
        get
        {
            lock (_gate)
                return _new;
        }
    }

    /// <summary>Counts a new connection; false if there are too many.</summary>
    /// <param name="address">Its network address; null if it has none, and then it only counts in all.</param>
    public bool TryEnter(string? address)
    {
        lock (_gate)
        {
            if (_new >= options.Value.MaxUnauthenticatedConnections)
                return false;
            if (address is not null
                && !TryAdd(_newByAddress, address, options.Value.MaxUnauthenticatedConnectionsPerAddress))
            {
                return false;
            }
            _new++;
            return true;
        }
    }

    /// <summary>The connection's handshake is done, or it has ended before that.</summary>
    public void LeaveHandshake(string? address)
    {
        lock (_gate)
        {
            _new--;
            if (address is not null)
                Remove(_newByAddress, address);
        }
    }

    /// <summary>Counts a connection of a principal; false if it has too many.</summary>
    /// <param name="key">The principal's key; empty for an anonymous one, which is not counted.</param>
    public bool TryJoin(string key)
    {
        if (key.Length == 0)
            return true;
        lock (_gate)
            return TryAdd(_byPrincipal, key, options.Value.MaxConnectionsPerPrincipal);
    }

    /// <summary>A connection of a principal has ended.</summary>
    public void Leave(string key)
    {
        if (key.Length == 0)
            return;
        lock (_gate)
            Remove(_byPrincipal, key);
    }

    private static bool TryAdd(Dictionary<string, int> counts, string key, int limit)
    {
        int count = counts.GetValueOrDefault(key);
        if (count >= limit)
            return false;
        counts[key] = count + 1;
        return true;
    }

    private static void Remove(Dictionary<string, int> counts, string key)
    {
        if (--counts[key] == 0)
            counts.Remove(key);
    }
}
