namespace PeerRpc.Chaos.Load;

/// <summary>Makes calls to one peer one after another, and numbers them: in this order they have to start.</summary>
internal sealed class Lane
{
    private readonly Lock _gate = new(); // held while a call is made, so that the numbers are in the order of the calls
    private long _last;

    /// <summary>Makes a call with the next number.</summary>
    public T Make<T>(Func<long, T> make)
    {
        lock (_gate)
            return make(++_last);
    }
}
