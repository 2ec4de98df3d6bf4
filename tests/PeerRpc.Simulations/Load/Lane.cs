namespace PeerRpc.Simulations.Load;

/// <summary>Numbers the calls of one process to one peer: in this order they have to start.</summary>
internal sealed class Lane
{
    private long _last;

    public long Next() => ++_last;
}
