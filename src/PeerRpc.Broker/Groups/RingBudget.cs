namespace PeerRpc.Broker.Groups;

/// <summary>The bytes that the rings of all groups together may keep. For any thread.</summary>
/// <param name="limit">In bytes.</param>
internal sealed class RingBudget(long limit)
{
    private long _used;

    /// <summary>How many are kept.</summary>
    public long Used => Interlocked.Read(ref _used);

    /// <summary>Takes some; false if there are none left.</summary>
    public bool TryTake(int bytes)
    {
        if (Interlocked.Add(ref _used, bytes) <= limit)
            return true;
        Return(bytes);
        return false;
    }

    /// <summary>Takes some in any case.</summary>
    public void Take(int bytes) => Interlocked.Add(ref _used, bytes);

    public void Return(long bytes) => Interlocked.Add(ref _used, -bytes);
}
