using System.Collections.Concurrent;
using PeerRpc.TestKit;

namespace PeerRpc.Core.Tests.Streams.Consumers;

/// <summary>An observer that remembers what it was told.</summary>
internal sealed class Witness<T> : IObserver<T>
{
    private readonly ConcurrentQueue<T> _items = new();

    public T[] Items => [.. _items];

    public Exception? Error { get; private set; }

    /// <summary>Open when the first item has come.</summary>
    public Gate Entered { get; } = new();

    /// <summary>Open at the end, however it came.</summary>
    public Gate Ended { get; } = new();

    public Action<T>? WhenNext { get; set; }

    public Action? WhenEnded { get; set; }

    public void OnNext(T value)
    {
        _items.Enqueue(value);
        Entered.Open();
        WhenNext?.Invoke(value);
    }

    public void OnError(Exception error)
    {
        Error = error;
        OnCompleted();
    }

    public void OnCompleted()
    {
        Ended.Open();
        WhenEnded?.Invoke();
    }
}
