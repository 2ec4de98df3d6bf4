using PeerRpc.Chaos.Network;

namespace PeerRpc.Chaos.Runs;

/// <summary>Gives each connection a number of bytes after which it is cut, until there have been enough cuts.</summary>
/// <param name="count">How many.</param>
/// <param name="seed">What the numbers follow from.</param>
internal sealed class CutPlan(int count, int seed)
{
    // Half of the numbers are spread evenly over their magnitudes, so that cuts within handshakes and within the
    // resuming of links are frequent; the others evenly over all of them, or hardly anything would ever get through: a
    // link needs both of its connections for as long as a chunk of 64 KiB takes.
    private const int Most = 512 * 1024;
    private static readonly double Magnitudes = double.Log(Most);

    private readonly TaskCompletionSource _enough = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new(); // guards everything below
    private readonly Random _random = new(seed);
    private bool _hasBegun;
    private int _done;

    /// <summary>How many cuts there have been.</summary>
    public int Done
    {
        get
        {
            lock (_gate)
                return _done;
        }
    }

    /// <summary>Completes with the last cut.</summary>
    public Task Enough => _enough.Task;

    /// <summary>The budget of a new connection; null before the first cut and behind the last.</summary>
    public ByteBudget? Next()
    {
        lock (_gate)
        {
            return _hasBegun && _done < count ? new ByteBudget(NextBytes(), _random.Next(2) == 0, CountOne) : null;
        }
    }

    /// <summary>Begins to cut: the connections that there are, and those that follow.</summary>
    public void Begin(IEnumerable<ProxiedConnection> connections)
    {
        lock (_gate)
            _hasBegun = true;
        foreach (ProxiedConnection connection in connections)
        {
            if (Next() is { } budget)
                connection.CutAfter(budget);
        }
    }

    private long NextBytes() => _random.Next(2) == 0
        ? (long)double.Exp(_random.NextDouble() * Magnitudes)
        : _random.Next(1, Most);

    private void CountOne()
    {
        bool isLast;
        lock (_gate)
        {
            // The other connection may have had a budget, too, and spend it before the count is read.
            if (_done == count)
                return;
            isLast = ++_done == count;
        }
        if (isLast)
            _enough.TrySetResult();
    }
}
