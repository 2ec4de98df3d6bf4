namespace PeerRpc.Integration.Contracts;

/// <summary>Tells one scope of dependency injection from another, and whether it has ended.</summary>
internal sealed class ScopeMark(ScopeLog log) : IAsyncDisposable
{
    public string Id { get; } = Guid.NewGuid().ToString("N");

    public ValueTask DisposeAsync()
    {
        log.Disposed(Id);
        return default;
    }
}
