namespace PeerRpc.Core.Tests.Calls;

/// <summary>What a call holds of its controller; counts how often it is let go of.</summary>
internal sealed class Lease : IAsyncDisposable
{
    public int Disposals { get; private set; }

    /// <summary>Thrown by each disposal.</summary>
    public Exception? Failure { get; init; }

    public ValueTask DisposeAsync()
    {
        Disposals++;
        return Failure is null ? default : ValueTask.FromException(Failure);
    }
}
