using System.Buffers;
using PeerRpc.Core.Frames;

namespace PeerRpc.Core.Links;

/// <summary>A message that is too large for one frame, on its way in chunks.</summary>
/// <param name="messages">Counts the credit.</param>
/// <param name="id">Its number on this link; never used again.</param>
/// <param name="kind">The kind of frame it would be.</param>
/// <param name="bytes">A rented array that holds the body.</param>
/// <param name="length">The length of the body.</param>
/// <param name="owner">Told when the first chunk is written; null if nobody needs to know.</param>
internal sealed class OutgoingMessage(
    MessageSender messages, ulong id, LinkFrameKind kind, byte[] bytes, int length, IFrameOwner? owner)
    : IBulkSource
{
    // Link header, id, flags, kind and length.
    public const int MaxHeadSize = LinkFrameHeader.Size + 2 * Varint.MaxLength + 2;

    private int _sent;
    private bool _abandoned;

    public int Length => length;

    public IFrameOwner? Owner => owner;

    public bool HasBegun => _sent > 0;

    public bool IsDone { get; private set; }

    public BulkTurn WriteTurn(LinkSender sender)
    {
        if (!HasBegun && owner is { IsWanted: false })
            return Drop();
        Span<byte> head = stackalloc byte[MaxHeadSize];
        head = head[..WriteHead(head, sender.BulkFrame, out ReadOnlySpan<byte> tail)];
        if (!sender.TryWriteBulk(head, tail))
            return BulkTurn.Held(0);
        Advance(tail.Length);
        if (IsDone)
            Release();
        return new BulkTurn(head.Length + tail.Length, HasMore: !IsDone);
    }

    /// <summary>Tells the owner what the last turn meant.</summary>
    public void TellOwner()
    {
        if (_abandoned)
            owner?.OnAbandoned();
        else if (HasBegun)
            owner?.OnWritten(whole: IsDone);
    }

    /// <summary>Gives its bytes away, for it will not be sent here any more.</summary>
    public UnsentMessage ToUnsent() => new(bytes, 0, length, owner);

    public void Release() => ArrayPool<byte>.Shared.Return(bytes);

    private BulkTurn Drop()
    {
        _abandoned = true;
        IsDone = true;
        Release();
        messages.TakeBack(this);
        return default;
    }

    /// <summary>Writes what comes before the next part of the body.</summary>
    /// <param name="head">Where to, of <see cref="MaxHeadSize"/>.</param>
    /// <param name="frame">How large the frame may be.</param>
    /// <param name="tail">The part.</param>
    /// <returns>How much was written.</returns>
    public int WriteHead(Span<byte> head, int frame, out ReadOnlySpan<byte> tail)
    {
        bool abandoned = HasBegun && owner is { IsWanted: false };
        int count = abandoned ? 0 : Math.Min(frame - MaxHeadSize, length - _sent);
        ChunkFlags flags = abandoned ? ChunkFlags.Abandoned
            : (HasBegun ? ChunkFlags.None : ChunkFlags.First)
                | (_sent + count == length ? ChunkFlags.Last : ChunkFlags.None);
        int size = LinkFrameHeader.Size;
        size += Varint.Write(head[size..], id);
        head[size++] = (byte)flags;
        if (!HasBegun)
        {
            head[size++] = (byte)kind;
            size += Varint.Write(head[size..], (ulong)length);
        }
        tail = bytes.AsSpan(_sent, count);
        new LinkFrameHeader(LinkFrameKind.Chunk, size - LinkFrameHeader.Size + count).Write(head);
        return size;
    }

    public void Advance(int count)
    {
        _sent += count;
        _abandoned = count == 0;
        IsDone = _abandoned || _sent == length;
    }
}
