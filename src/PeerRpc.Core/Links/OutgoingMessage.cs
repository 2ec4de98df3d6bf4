using System.Buffers;
using PeerRpc.Core.Frames;

namespace PeerRpc.Core.Links;

/// <summary>A message that is too large for one frame, on its way in chunks.</summary>
/// <param name="id">Its number on this link; never used again.</param>
/// <param name="kind">The kind of frame it would be.</param>
/// <param name="bytes">A rented array that holds the body.</param>
/// <param name="length">The length of the body.</param>
/// <param name="owner">Told when the first chunk is written; null if nobody needs to know.</param>
internal sealed class OutgoingMessage(ulong id, LinkFrameKind kind, byte[] bytes, int length, IFrameOwner? owner)
{
    /// <summary>The most body bytes in one chunk: small enough that a call behind it hardly waits.</summary>
    public const int ChunkSize = 32 * 1024;

    /// <summary>The longest chunk header: link header, id, flags, kind and length.</summary>
    public const int MaxHeadSize = LinkFrameHeader.Size + 2 * Varint.MaxLength + 2;

    private int _sent;
    private bool _abandoned;

    public int Length => length;

    public IFrameOwner? Owner => owner;

    public bool HasBegun => _sent > 0;

    public bool IsDone { get; private set; }

    /// <summary>The size of the next chunk, at most.</summary>
    public int NextSize => MaxHeadSize + Math.Min(ChunkSize, length - _sent);

    /// <summary>Writes the head of the next chunk; the tail is what of the body goes with it.</summary>
    public int WriteHead(Span<byte> head, out ReadOnlySpan<byte> tail)
    {
        bool abandoned = HasBegun && owner is { IsWanted: false };
        int count = abandoned ? 0 : Math.Min(ChunkSize, length - _sent);
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

    /// <summary>The chunk of the last <see cref="WriteHead"/> has been written.</summary>
    public void Advance(int count)
    {
        _sent += count;
        _abandoned = count == 0;
        IsDone = _abandoned || _sent == length;
    }

    /// <summary>Tells the owner what the last chunk meant.</summary>
    public void TellOwner()
    {
        if (_abandoned)
            owner?.OnAbandoned();
        else
            owner?.OnWritten(whole: IsDone);
    }

    public void Release() => ArrayPool<byte>.Shared.Return(bytes);
}
