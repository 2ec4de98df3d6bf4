namespace PeerRpc.Integration.Hosting;

/// <summary>Answers with the number of the object that serves the call, and tells when it is let go of.</summary>
internal sealed class ScopedProbe(ScopedProbe.Census census) : IProbe, IAsyncDisposable
{
    private readonly int _number = census.Next();

    public Task<string> Ask(string text, PeerCall? call, CancellationToken cancellationToken) =>
        Task.FromResult($"{_number}");

    public ValueTask DisposeAsync()
    {
        census.Disposed.Release();
        return default;
    }

    /// <summary>How many there have been.</summary>
    internal sealed class Census
    {
        private int _made;

        public SemaphoreSlim Disposed { get; } = new(0);

        public int Next() => Interlocked.Increment(ref _made);
    }
}
