namespace PeerRpc.Broker.Sessions;

/// <summary>How many verdicts are under way; for any thread.</summary>
internal sealed class VerdictCount
{
    private int _running;

    /// <summary>Counts one more; false if there are too many.</summary>
    public bool TryBegin(int limit)
    {
        if (Interlocked.Increment(ref _running) <= limit)
            return true;
        Interlocked.Decrement(ref _running);
        return false;
    }

    public void End() => Interlocked.Decrement(ref _running);
}
