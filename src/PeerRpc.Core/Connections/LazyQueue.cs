using System.Diagnostics.CodeAnalysis;

namespace PeerRpc.Core.Connections;

/// <summary>
/// A queue that is made when something is first put into it: most of those that may be needed never are.
/// </summary>
/// <remarks>
/// It is a field of its owner, not to be copied, and guarded by the owner.
/// </remarks>
internal struct LazyQueue<T>
{
    private Queue<T>? _items;

    public readonly int Count => _items?.Count ?? 0;

    public void Enqueue(T item) => (_items ??= new Queue<T>()).Enqueue(item);

    /// <summary>Takes the first one; there is one.</summary>
    public readonly T Dequeue() => _items!.Dequeue();

    public readonly bool TryDequeue([MaybeNullWhen(false)] out T item)
    {
        item = default;
        return _items is not null && _items.TryDequeue(out item);
    }

    public readonly bool TryPeek([MaybeNullWhen(false)] out T item)
    {
        item = default;
        return _items is not null && _items.TryPeek(out item);
    }
}
