namespace PeerRpc.Core.Links;

/// <summary>The memory that all links of one client or broker may hold for replay.</summary>
/// <param name="limit">How much, in bytes.</param>
internal sealed class ReplayBudget(long limit)
{
    private long _used;

    /// <summary>What the links that share it have been through.</summary>
    public LinkCounts Counts { get; } = new();

    /// <summary>Told, under a link's gate, that it has found no memory; called often, must not block.</summary>
    public Action? Exhausted { get; set; }

    public long Used => Volatile.Read(ref _used);

    public bool TryTake(int bytes)
    {
        if (Interlocked.Add(ref _used, bytes) <= limit)
            return true;
        Interlocked.Add(ref _used, -bytes);
        Exhausted?.Invoke();
        return false;
    }

    /// <summary>Takes more than there is, for a link that could not go on at all otherwise.</summary>
    public void Take(int bytes) => Interlocked.Add(ref _used, bytes);

    public void Return(int bytes) => Interlocked.Add(ref _used, -bytes);
}
