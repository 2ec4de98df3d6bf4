namespace PeerRpc.Benchmarks.Relay;

/// <summary>One connection of the relay: gathers frames to send and parses frames that arrive.</summary>
/// <remarks>
/// 1. A frame is appended to the gathering buffer under the lock.
/// 2. <see cref="Flush"/> makes the calling thread the writer if there is none: it swaps the two buffers and sends, so
///    an idle connection pays no thread switch. Frames that gather meanwhile go out together in its next round.
/// 3. One reader parses every frame that is there, and lets the receiver flush when the next read would wait: a batch
///    stays a batch. Not after every read, because a WebSocket never reads past the end of a message: 64 messages of
///    one frame each would stay 64 messages for ever (61 k calls/s at 64 in flight instead of 450 k).
/// </remarks>
/// <param name="pipe">The bytes.</param>
/// <param name="isSmall">Whether it is one of thousands, and has buffers for small frames only.</param>
internal sealed class RelayConnection(IRelayPipe pipe, bool isSmall = false) : IDisposable
{
    private const int SmallBytes = 4 * 1024;
    private const int InputBytes = 2 * (RelayHeader.Size + RelayHeader.MaxLength);

    // What may be handled before it is flushed although more input is there: bounds the delay under a flood.
    private const int MaxUnflushedBytes = 64 * 1024;

    // Guards the two buffers and _writing. The buffer being sent belongs to the writer alone.
    private readonly Lock _gate = new();
    private RelayOutput _gathering = isSmall ? new RelayOutput(SmallBytes) : new RelayOutput();
    private RelayOutput _sending = isSmall ? new RelayOutput(SmallBytes) : new RelayOutput();
    private bool _writing;
    private int _handlingThread;

    /// <summary>Whether the calling thread is handling a read buffer, which ends with a flush anyway.</summary>
    public bool IsHandling => Volatile.Read(ref _handlingThread) == Environment.CurrentManagedThreadId;

    /// <summary>Appends a frame without a body.</summary>
    public void Append(RelayFrameKind kind, uint label = 0)
    {
        lock (_gate)
        {
            new RelayHeader(0, kind, label).Write(_gathering.GetSpan(RelayHeader.Size));
            _gathering.Advance(RelayHeader.Size);
        }
    }

    /// <summary>Appends a frame whose body is a number.</summary>
    public void Append(RelayFrameKind kind, uint label, ulong number)
    {
        lock (_gate)
        {
            Span<byte> frame = _gathering.GetSpan(RelayBulk.NumberFrameSize);
            new RelayHeader(sizeof(ulong), kind, label).Write(frame);
            RelayBulk.WriteNumber(frame, number);
            _gathering.Advance(RelayBulk.NumberFrameSize);
        }
    }

    /// <summary>Appends a chunk of bulk.</summary>
    public void AppendBulk(uint label, ReadOnlySpan<byte> chunk)
    {
        lock (_gate)
        {
            new RelayHeader(chunk.Length, RelayFrameKind.BulkData, label)
                .Write(_gathering.GetSpan(RelayHeader.Size + chunk.Length));
            _gathering.Advance(RelayHeader.Size);
            _gathering.Append(chunk);
        }
    }

    /// <summary>Appends a frame as it was read, under another label.</summary>
    public void AppendRelabelled(ReadOnlySpan<byte> frame, uint label)
    {
        lock (_gate) RelayHeader.Relabel(_gathering.Append(frame), label);
    }

    /// <summary>Appends a call or an answer, or a frame for all callees.</summary>
    public void AppendData(
        uint label, ulong callId, RelayPayload payload, string text, RelayFrameKind kind = RelayFrameKind.Data)
    {
        lock (_gate)
        {
            int start = _gathering.Count;
            RelayData.WriteCallId(_gathering.GetSpan(RelayData.PayloadOffset), callId);
            _gathering.Advance(RelayData.PayloadOffset);
            payload.Write(_gathering, text);
            Span<byte> frame = _gathering.From(start);
            new RelayHeader(frame.Length - RelayHeader.Size, kind, label).Write(frame);
        }
    }

    /// <summary>Sends what has gathered, unless a writer is under way, which then sends it.</summary>
    public void Flush()
    {
        lock (_gate)
        {
            if (_writing || _gathering.Count == 0) return;
            _writing = true;
        }

        _ = WriteGatheredAsync();
    }

    /// <summary>Reads frames until the connection ends.</summary>
    public async Task ReadAsync(IRelayReceiver receiver)
    {
        byte[] input = new byte[isSmall ? SmallBytes : InputBytes];
        int count = 0;
        int unflushed = 0;
        while (true)
        {
            ValueTask<int> reading = pipe.ReadAsync(input.AsMemory(count));
            if (!reading.IsCompleted || unflushed > MaxUnflushedBytes)
            {
                receiver.OnBufferHandled();
                unflushed = 0;
            }

            int read = await reading;
            if (read == 0) return;
            count += read;
            int handled = Handle(receiver, input.AsSpan(0, count));
            unflushed += handled;
            count -= handled;
            if (handled > 0 && count > 0) input.AsSpan(handled, count).CopyTo(input);
        }
    }

    /// <summary>Ends the connection; the reader and the other side notice.</summary>
    public void Dispose() => pipe.Dispose();

    private int Handle(IRelayReceiver receiver, ReadOnlySpan<byte> input)
    {
        int offset = 0;
        Volatile.Write(ref _handlingThread, Environment.CurrentManagedThreadId);
        while (input.Length - offset >= RelayHeader.Size)
        {
            RelayHeader header = RelayHeader.Read(input[offset..]);
            if (header.Length > RelayHeader.MaxLength) throw new InvalidDataException("The frame is too long.");
            int size = RelayHeader.Size + header.Length;
            if (input.Length - offset < size) break;
            receiver.OnFrame(header, input.Slice(offset, size));
            offset += size;
        }

        Volatile.Write(ref _handlingThread, 0);
        return offset;
    }

    private async Task WriteGatheredAsync()
    {
        try
        {
            while (TrySwap()) await pipe.WriteAsync(_sending.Written);
        }
        catch (Exception)
        {
            // Whatever broke the write broke the connection: the reader ends, and with it the run, loudly.
            pipe.Dispose();
        }
    }

    private bool TrySwap()
    {
        lock (_gate)
        {
            _sending.Clear();
            (_sending, _gathering) = (_gathering, _sending);
            _writing = _sending.Count > 0;
            return _writing;
        }
    }
}
