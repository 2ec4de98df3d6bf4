using System.Collections.Concurrent;

namespace PeerRpc.Integration.Contracts;

/// <summary>Which scopes have ended.</summary>
internal sealed class ScopeLog
{
    private readonly ConcurrentDictionary<string, Gate> _disposed = new();

    public void Disposed(string id) => GateOf(id).Open();

    public Task WhenDisposedAsync(string id) => GateOf(id).WaitAsync();

    private Gate GateOf(string id) => _disposed.GetOrAdd(id, _ => new Gate());
}
