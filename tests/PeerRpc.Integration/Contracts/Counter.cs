using System.Reactive.Subjects;

namespace PeerRpc.Integration.Contracts;

public sealed class Counter(int start) : ICounter
{
    private readonly BehaviorSubject<int> _changes = new(start);

    public Gate Disposed { get; } = new();

    public Task<int> Add(int amount)
    {
        _changes.OnNext(_changes.Value + amount);
        return Task.FromResult(_changes.Value);
    }

    public IObservable<int> Changes() => _changes;

    public ValueTask DisposeAsync()
    {
        Disposed.Open();
        return default;
    }
}
