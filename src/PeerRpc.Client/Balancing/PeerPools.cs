namespace PeerRpc.Client.Balancing;

/// <summary>The pools of a client, one for each filter that is in use.</summary>
internal sealed class PeerPools(PoolServices services) : IAsyncDisposable
{
    private readonly Dictionary<string, WeakReference<PeerPool>> _pools = []; // guarded by itself
    private int _pruneAt = 16;

    /// <summary>Wants the peers that can do something.</summary>
    public static PeerFilter FilterOf(string capability)
    {
        ArgumentException.ThrowIfNullOrEmpty(capability);
        return new PeerFilter { Capability = capability };
    }

    /// <summary>Gets the pool of a filter. It sends nothing until it is used.</summary>
    public PeerPool Get(PeerFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        PeerFilter own = FilterKey.Copy(filter);
        string key = FilterKey.Of(own);
        lock (_pools)
        {
            if (_pools.TryGetValue(key, out WeakReference<PeerPool>? known) && known.TryGetTarget(out PeerPool? pool))
                return pool;
            Prune();
            pool = new PeerPool(services, own);
            _pools[key] = new WeakReference<PeerPool>(pool);
            return pool;
        }
    }

    public async ValueTask DisposeAsync()
    {
        PeerPool[] pools;
        lock (_pools)
            pools = [.. _pools.Values.Select(TargetOf).OfType<PeerPool>()];
        foreach (PeerPool pool in pools)
            await pool.DisposeAsync().ConfigureAwait(false);
    }

    private static PeerPool? TargetOf(WeakReference<PeerPool> known) =>
        known.TryGetTarget(out PeerPool? pool) ? pool : null;

    // Those that nobody holds any more.
    private void Prune()
    {
        if (_pools.Count < _pruneAt)
            return;
        foreach ((string key, WeakReference<PeerPool> known) in _pools.ToArray())
        {
            if (TargetOf(known) is null)
                _pools.Remove(key);
        }
        _pruneAt = Math.Max(16, 2 * _pools.Count);
    }
}
