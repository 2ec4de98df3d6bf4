using System.Diagnostics.CodeAnalysis;
using PeerRpc.Core.Connections;

namespace PeerRpc.Core.Streams.Producers;

/// <summary>The items of an observable that wait for room, a fixed number of them. Guarded by itself.</summary>
/// <param name="capacity">How many.</param>
/// <param name="overflow">What happens to one more.</param>
/// <param name="work">Lets the source wait, where one more is to wait.</param>
internal sealed class OverflowBuffer<T>(int capacity, StreamOverflow overflow, WorkScheduler work)
{
    private readonly Queue<T> _items = new();
    private ulong _dropped;

    public int Capacity => capacity;

    /// <summary>Adds an item. With <see cref="StreamOverflow.Wait"/> this blocks until there is a place.</summary>
    /// <param name="item">The item.</param>
    /// <param name="isOver">Whether waiting is of no use any more.</param>
    /// <returns>False if the stream has to end because there is none.</returns>
    public bool TryAdd(T item, Func<bool> isOver)
    {
        switch (overflow)
        {
            case StreamOverflow.Latest:
                Drop(_items.Count);
                break;
            case StreamOverflow.DropOldest when _items.Count == capacity:
                Drop(1);
                break;
            case StreamOverflow.Wait:
                while (_items.Count == capacity && !isOver())
                    work.WaitForPulse(this);
                break;
            default:
                if (_items.Count == capacity)
                    return false;
                break;
        }
        _items.Enqueue(item);
        return true;
    }

    /// <summary>Takes the oldest item.</summary>
    /// <param name="item">The item.</param>
    /// <param name="dropped">How many were dropped since the last one that was taken.</param>
    public bool TryTake([MaybeNullWhen(false)] out T item, out ulong dropped)
    {
        (dropped, _dropped) = (_dropped, 0);
        bool taken = _items.TryDequeue(out item);
        Monitor.PulseAll(this);
        return taken;
    }

    /// <summary>Lets go of everything, and of whoever waits.</summary>
    public void Clear()
    {
        _items.Clear();
        Monitor.PulseAll(this);
    }

    private void Drop(int count)
    {
        for (int i = 0; i < count; i++)
            _items.Dequeue();
        _dropped += (ulong)count;
        StreamDiagnostics.CountDropped(count);
    }
}
