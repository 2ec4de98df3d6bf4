using PeerRpc.Core.Connections;
using PeerRpc.Core.Links;

namespace PeerRpc.Core.Streams;

/// <summary>The items of one stream on their way to the link, in their order. Guarded by the link's gate.</summary>
/// <remarks>
/// 1. An item is written at once if it is the only thing that wants to be. 2. Otherwise it waits, and the queue takes
/// turns with the other bulk of the link. 3. An item that is larger than a frame goes in chunks, and what is behind it
/// waits until the last one is written.
/// </remarks>
/// <param name="link">The link.</param>
/// <param name="drained">Called when less waits than before.</param>
internal sealed class ItemQueue(Link link, Action drained) : IBulkSource, IFrameOwner
{
    private LazyQueue<QueuedItem> _items;
    private QueuedItem? _chunked;
    private bool _hasTurns;
    private bool _dropped;

    /// <summary>How many bytes wait, or are on their way in chunks.</summary>
    public int Length { get; private set; }

    public bool IsEmpty => _items.Count == 0 && _chunked is null;

    bool IFrameOwner.IsWanted => !_dropped;

    /// <summary>Sends an item.</summary>
    /// <param name="head">The first part of the frame.</param>
    /// <param name="tail">The rest of it.</param>
    /// <param name="attachments">What is opened when it has been written; null for nothing.</param>
    public void Add(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail, OfferedAttachments? attachments)
    {
        int length = head.Length + tail.Length;
        if (IsEmpty && length <= LinkSender.LargestBulkFrame && link.TryWriteBulkNow(head, tail))
            attachments?.Open();
        else
            Enqueue(new QueuedItem(RentedFrame.Copy(head, tail), attachments));
    }

    /// <summary>Sends an item that nobody needs to copy.</summary>
    /// <param name="frame">The frame, which is the queue's from now on; not larger than a frame may be.</param>
    public void Add(RentedFrame frame)
    {
        if (!IsEmpty || !link.TryWriteBulkNow(frame))
            Enqueue(new QueuedItem(frame, null));
    }

    public BulkTurn WriteTurn(LinkSender sender)
    {
        int written = 0;
        while (written < LinkSender.LargestFrame && _items.TryPeek(out QueuedItem item))
        {
            if (item.Frame.Length > LinkSender.LargestBulkFrame)
            {
                SendInChunks(_items.Dequeue());
                break;
            }
            if (!sender.TryWriteBulk(item.Frame))
                return BulkTurn.Held(written);
            _items.Dequeue();
            Length -= item.Frame.Length;
            written += item.Frame.Length;
            item.Attachments?.Open();
        }
        _hasTurns = _items.Count > 0 && _chunked is null;
        drained();
        return new BulkTurn(written, _hasTurns);
    }

    /// <summary>Nobody wants what waits.</summary>
    public void Drop()
    {
        _dropped = true;
        while (_items.TryDequeue(out QueuedItem item))
        {
            item.Frame.Return();
            item.Attachments?.Withdraw();
        }
        Length = 0;
    }

    void IFrameOwner.OnWritten(bool whole)
    {
        if (!whole || _chunked is not { } item)
            return;
        _chunked = null;
        Length -= item.Frame.Length;
        item.Attachments?.Open();
        TakeTurns();
        drained();
    }

    void IFrameOwner.OnAbandoned()
    {
        _chunked?.Attachments?.Withdraw();
        _chunked = null;
    }

    private void Enqueue(QueuedItem item)
    {
        Length += item.Frame.Length;
        _items.Enqueue(item);
        TakeTurns();
    }

    private void TakeTurns()
    {
        if (_hasTurns || _chunked is not null || _items.Count == 0)
            return;
        _hasTurns = true;
        link.AddTurns(this);
    }

    private void SendInChunks(QueuedItem item)
    {
        _chunked = item;
        RentedFrame frame = item.Frame;
        link.Send(LinkFrameKind.StreamItem, frame.Array.AsSpan(frame.Start, frame.Length), default, this);
        frame.Return();
    }
}
