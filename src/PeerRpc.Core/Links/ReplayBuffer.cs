using System.Buffers;

namespace PeerRpc.Core.Links;

/// <summary>
/// The counted frames that have been written and not yet acknowledged, in the order of their numbers.
/// </summary>
/// <remarks>
/// They lie back to back in rented blocks. A block is given back when its last frame has been acknowledged, so an
/// acknowledgement costs a comparison per block and not one per frame. For a replay they are read in their order, from
/// any number on. Guarded by the link's gate. The array of a large frame that its sender has no use for any more is
/// kept as a block of its own: copying it would cost bulk a twelfth of its speed.
/// </remarks>
/// <param name="budget">What all links together may hold.</param>
internal sealed class ReplayBuffer(ReplayBudget budget)
{
    private const int BlockSize = 16 * 1024;

    // The first one: most links send little before it is acknowledged, and there may be thousands of them.
    private const int SmallestBlock = 2 * 1024;

    // Below this, frames lie closer together in a common block.
    private const int SmallestKept = 8 * 1024;

    private readonly Queue<Block> _blocks = new();
    private Block? _last;
    private Block? _newest;
    private Block? _reading;
    private int _readAt;
    private int _promised; // of the budget, to a frame with an array of its own

    /// <summary>
    /// Whether a frame of this size can be kept now. One frame always can, so that a link never stops.
    /// </summary>
    public bool TryReserve(int size)
    {
        if (_last is not null && _last.Bytes.Length - _last.End >= size)
            return true;
        GiveBackUnused();
        int needed = Math.Max(size, _blocks.Count == 0 ? SmallestBlock : BlockSize);
        if (_last is null)
            budget.Take(needed);
        else if (!budget.TryTake(needed))
            return false;
        byte[] bytes = ArrayPool<byte>.Shared.Rent(needed);
        _last = new Block(bytes, needed);
        return true;
    }

    /// <summary>As the other one, for a frame whose array can be kept.</summary>
    public bool TryReserve(RentedFrame frame)
    {
        if (frame.Length < SmallestKept)
            return TryReserve(frame.Length);
        int missing = frame.Array.Length - _promised;
        if (missing <= 0)
            return true;
        if (_blocks.Count == 0)
            budget.Take(missing);
        else if (!budget.TryTake(missing))
            return false;
        _promised += missing;
        return true;
    }

    /// <summary>Keeps a frame, for which room has been reserved.</summary>
    public void Append(ulong number, ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail)
    {
        Block block = _last!;
        head.CopyTo(block.Bytes.AsSpan(block.End));
        tail.CopyTo(block.Bytes.AsSpan(block.End + head.Length));
        block.End += head.Length + tail.Length;
        if (block.First == 0)
            Enqueue(block, number);
        block.Last = number;
    }

    /// <summary>As the other one; the frame's array is the buffer's from now on.</summary>
    public void Append(ulong number, RentedFrame frame)
    {
        if (frame.Length < SmallestKept)
        {
            Append(number, frame.Bytes, default);
            frame.Return();
            return;
        }
        GiveBackUnused();
        _promised -= frame.Array.Length;
        _last = new Block(frame.Array, frame.Array.Length)
        {
            Start = frame.Start,
            End = frame.Start + frame.Length,
            Last = number,
        };
        Enqueue(_last, number);
    }

    /// <summary>Lets go of every block whose frames all have at most this number.</summary>
    public void Release(ulong number)
    {
        while (_blocks.TryPeek(out Block? block) && block.Last <= number)
        {
            _blocks.Dequeue();
            if (ReferenceEquals(block, _last))
                _last = null;
            if (ReferenceEquals(block, _newest))
                _newest = null;
            Return(block);
        }
    }

    /// <summary>The frame to be read next; see <see cref="Seek"/>.</summary>
    public ReadOnlySpan<byte> Current
    {
        get
        {
            ReadOnlySpan<byte> rest = _reading!.Bytes.AsSpan(_readAt, _reading.End - _readAt);
            return rest[..SizeOfFirst(rest)];
        }
    }

    /// <summary>Goes to a frame, which has been written and not been released.</summary>
    /// <param name="number">Its number.</param>
    public void Seek(ulong number)
    {
        _reading = _blocks.First(block => block.Last >= number);
        _readAt = _reading.Start;
        for (ulong skipped = _reading.First; skipped < number; skipped++)
            Skip();
    }

    /// <summary>Goes on to the next frame, if there is one.</summary>
    public void Advance()
    {
        Skip();
        if (_readAt < _reading!.End)
            return;
        _reading = _reading.Next;
        _readAt = _reading?.Start ?? 0;
    }

    /// <summary>Lets go of everything; the link has ended.</summary>
    public void Clear()
    {
        GiveBackUnused();
        budget.Return(_promised);
        _promised = 0;
        while (_blocks.TryDequeue(out Block? block))
            Return(block);
        _last = null;
        _newest = null;
        _reading = null;
    }

    private void Enqueue(Block block, ulong first)
    {
        block.First = first;
        if (_newest is not null)
            _newest.Next = block;
        _newest = block;
        _blocks.Enqueue(block);
    }

    private void Skip() => _readAt += SizeOfFirst(_reading!.Bytes.AsSpan(_readAt, _reading.End - _readAt));

    private static int SizeOfFirst(ReadOnlySpan<byte> frames)
    {
        LinkFrameHeader.TryCut(ref frames, out LinkFrameHeader header, out _);
        return LinkFrameHeader.Size + header.Length;
    }

    // A block whose room was reserved for a frame that was not written after all, and that is too small for this one.
    private void GiveBackUnused()
    {
        if (_last is not { End: 0 })
            return;
        Return(_last);
        _last = null;
    }

    private void Return(Block block)
    {
        budget.Return(block.Reserved);
        ArrayPool<byte>.Shared.Return(block.Bytes);
    }

    private sealed class Block(byte[] bytes, int reserved)
    {
        public byte[] Bytes { get; } = bytes;

        public int Reserved { get; } = reserved;

        /// <summary>Where its first frame begins.</summary>
        public int Start { get; init; }

        /// <summary>Where its last frame ends.</summary>
        public int End { get; set; }

        public Block? Next { get; set; }

        public ulong First { get; set; }

        public ulong Last { get; set; }
    }
}
