namespace PeerRpc.TestKit;

/// <summary>Something that has to happen a number of times.</summary>
public sealed class CountdownSignal(int count)
{
    private readonly Gate _gate = new();
    private int _remaining = count;

    public int Remaining => Volatile.Read(ref _remaining);

    public void Count()
    {
        if (Interlocked.Decrement(ref _remaining) == 0)
            _gate.Open();
    }

    public Task WaitAsync() => _gate.WaitAsync();
}
