using System.Buffers;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Frames;

namespace PeerRpc.Core.Links;

/// <summary>One end of a link: counts, acknowledges and grants credit, over whatever path it has now.</summary>
/// <remarks>
/// 1. A frame to send is written at once if there is a path, credit and room, and queued otherwise. 2. It gets its
/// number when it is written, and is kept until the other side has acknowledged it. 3. Calls, answers and control go
/// before the chunks of large messages, which leave a part of the credit free for them. 4. A received frame is counted
/// and given to the sink; what was received is acknowledged after some bytes or some time. 5. A count that does not
/// match is a fault, and the path is closed. No thread and no socket is owned here: bytes and time come in, bytes go
/// out, all under <see cref="Gate"/>.
/// </remarks>
internal sealed class Link : IRoomWaiter, IDisposable
{
    // A turn writes at most this many bytes of chunks before the other links of the connection have theirs.
    private const int Turn = 64 * 1024;

    private readonly LinkSettings _settings;
    private readonly SendSide _send;
    private readonly ReceiveSide _receive;
    private readonly MessageSender _messages = new();
    private readonly MessageAssembler _assembler;
    private readonly Queue<QueuedFrame> _queue = new();
    private readonly ITimer _ackTimer;
    private readonly ILinkSink _sink;
    private ILinkPath? _path;
    private bool _ackTimerRuns;
    private bool _ackOwed;
    private bool _draining;
    private bool _ended;

    public Link(ILinkSink sink, LinkSettings settings, ReplayBudget budget, TimeProvider time)
    {
        _sink = sink;
        _settings = settings;
        _send = new SendSide(budget);
        _receive = new ReceiveSide(settings);
        _assembler = new MessageAssembler(settings);
        Clock = new LinkClock(time);
        _ackTimer = time.CreateTimer(
            static state => ((Link)state!).OnAckTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Guards the link and the calls on it.</summary>
    public Lock Gate { get; } = new();

    public LinkClock Clock { get; }

    /// <summary>What the other side accepts; known once the link is attached.</summary>
    public LinkLimits RemoteLimits { get; private set; }

    /// <summary>What this side says of itself in a hello.</summary>
    public LinkHello Describe(LinkHelloForm form, Guid instance, ulong number, byte[] nonce, string[] serializers) =>
        new(form, instance, number, Epoch: 0, nonce, (ulong)Clock.Now, _receive.Number, _receive.Credit,
            _assembler.Credit, _settings.Limits, serializers, default);

    /// <summary>The other side's hello has come: sends what waits over this path, from now on.</summary>
    public void Attach(ILinkPath path, LinkHello remote)
    {
        lock (Gate)
        {
            if (_ended)
                return;
            Clock.SetRemote(remote.Clock);
            RemoteLimits = remote.Limits;
            _path = path;
            _send.TryAcknowledge(remote.Received, remote.Credit);
            _messages.TryGrant(remote.MessageCredit);
            Drain(Turn);
        }
    }

    /// <summary>Writes a frame now, if it need not wait. Under the gate.</summary>
    /// <returns>False if it has to be queued.</returns>
    public bool TryWrite(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail)
    {
        if (_path is null || _queue.Count > 0 || !_send.MayWrite(head.Length + tail.Length))
            return false;
        if (!_path.TryWrite(head, tail, this))
            return false;
        _send.Written(head, tail);
        return true;
    }

    /// <summary>Queues a whole frame. Under the gate.</summary>
    public void Enqueue(QueuedFrame frame)
    {
        if (_ended)
            ArrayPool<byte>.Shared.Return(frame.Bytes);
        else
            _queue.Enqueue(frame);
    }

    /// <summary>Queues the body of a frame that is too large for one, to go in chunks. Under the gate.</summary>
    public void EnqueueMessage(LinkFrameKind kind, byte[] bytes, int length, IFrameOwner? owner)
    {
        if (_ended)
        {
            ArrayPool<byte>.Shared.Return(bytes);
            return;
        }
        _messages.Add(kind, bytes, length, owner);
        Drain(Turn);
    }

    public void Flush() => Volatile.Read(ref _path)?.Flush();

    public void ScheduleFlush() => Volatile.Read(ref _path)?.ScheduleFlush();

    /// <summary>Handles what has come over the path.</summary>
    /// <returns>Null, or in what way it breaks the protocol.</returns>
    public string? OnData(ReadOnlySpan<byte> data, IWorkSink after)
    {
        lock (Gate)
        {
            while (!data.IsEmpty && !_ended)
            {
                if (!LinkFrameHeader.TryCut(ref data, out LinkFrameHeader header, out ReadOnlySpan<byte> body))
                    return "A link frame is longer than the data frame that carries it.";
                if (OnFrame(header, body, after) is { } fault)
                    return fault;
            }
            Acknowledge();
            return null;
        }
    }

    /// <summary>Gives the other side back its credit for a message that has been read.</summary>
    public void ReturnMessageCredit(int length)
    {
        lock (Gate)
        {
            if (_ended)
                return;
            _assembler.Consume(length);
            SendMessageCredit();
        }
        ScheduleFlush();
    }

    public void OnRoom()
    {
        lock (Gate)
        {
            if (_ackOwed)
                WriteAck();
            Drain(Turn);
        }
    }

    /// <summary>Ends the link: nothing is sent or received any more, and its memory is given back.</summary>
    /// <returns>False if it had ended before.</returns>
    public bool End()
    {
        lock (Gate)
        {
            if (_ended)
                return false;
            _ended = true;
            _path = null;
            while (_queue.TryDequeue(out QueuedFrame frame))
                ArrayPool<byte>.Shared.Return(frame.Bytes);
            _messages.Clear();
            _assembler.Clear();
            _send.Clear();
        }
        Dispose();
        return true;
    }

    public void Dispose() => _ackTimer.Dispose();

    private string? OnFrame(LinkFrameHeader header, ReadOnlySpan<byte> body, IWorkSink after)
    {
        if (header.Kind == LinkFrameKind.Ack)
            return OnAck(body);
        if (!header.IsCounted)
            return $"A link frame of kind {(int)header.Kind} does not belong here.";
        if (!_receive.TryReceive(LinkFrameHeader.Size + header.Length))
            return "More was sent than the link's credit allowed.";
        return header.Kind switch
        {
            LinkFrameKind.Chunk => OnChunk(body, after),
            LinkFrameKind.ChunkCredit => OnChunkCredit(body),
            _ => _sink.OnFrame(header.Kind, body, null, after),
        };
    }

    private string? OnAck(ReadOnlySpan<byte> body)
    {
        if (!AckFrame.TryRead(body, out AckFrame ack))
            return "An acknowledgement cannot be read.";
        if (ack.Sent != _receive.Number)
            return $"The other side sent {ack.Sent} frames, and {_receive.Number} came.";
        if (!_send.TryAcknowledge(ack.Received, ack.Credit))
            return "An acknowledgement says what cannot be.";
        Drain(Turn);
        return null;
    }

    private string? OnChunk(ReadOnlySpan<byte> body, IWorkSink after)
    {
        switch (_assembler.Add(body, out LinkFrameKind kind, out ReceivedMessage message))
        {
            case ChunkOutcome.Incomplete:
                return null;
            case ChunkOutcome.Complete:
                return _sink.OnFrame(kind, message.Bytes.Span, message with { Link = this }, after);
            case ChunkOutcome.Abandoned:
                SendMessageCredit();
                return null;
            case ChunkOutcome.TooLarge:
                return $"A message is longer than {_settings.Limits.Message} bytes.";
            case ChunkOutcome.WithoutCredit:
                return "A message was begun without credit.";
            default:
                return "A chunk cannot be read or does not fit its message.";
        }
    }

    private string? OnChunkCredit(ReadOnlySpan<byte> body)
    {
        var reader = new WireReader(body);
        ulong credit = reader.Varint();
        if (!reader.IsAtEnd || !_messages.TryGrant(credit))
            return "A credit for messages cannot be read, or takes back what was granted.";
        Drain(Turn);
        return null;
    }

    private void SendMessageCredit()
    {
        Span<byte> frame = stackalloc byte[LinkFrameHeader.Size + Varint.MaxLength];
        int length = Varint.Write(frame[LinkFrameHeader.Size..], _assembler.Credit);
        new LinkFrameHeader(LinkFrameKind.ChunkCredit, length).Write(frame);
        frame = frame[..(LinkFrameHeader.Size + length)];
        if (TryWrite(frame, default))
            return;
        byte[] bytes = ArrayPool<byte>.Shared.Rent(frame.Length);
        frame.CopyTo(bytes);
        Enqueue(new QueuedFrame(bytes, frame.Length, null));
    }

    // Writes what waits: first the frames, then chunks for one turn. An owner that is told of its frame may add others,
    // and so come back here while the frame is still at the head: the outer round goes on with what was added.
    private void Drain(int turn)
    {
        if (_draining)
            return;
        _draining = true;
        try
        {
            if (TryWriteQueue())
                WriteTurn(turn);
        }
        finally
        {
            _draining = false;
        }
    }

    private bool TryWriteQueue()
    {
        while (_path is not null && _queue.TryPeek(out QueuedFrame frame))
        {
            if (frame.Owner is { IsWanted: false })
                frame.Owner.OnAbandoned();
            else if (!TryWriteQueued(frame))
                return false;
            _queue.Dequeue();
            ArrayPool<byte>.Shared.Return(frame.Bytes);
        }
        return true;
    }

    private void WriteTurn(int turn)
    {
        while (_path is not null && turn > 0 && _messages.Next() is { } message)
        {
            int written = WriteChunk(message);
            if (written == 0)
                return;
            turn -= written;
        }
        if (_path is not null && _messages.HasMore)
            _path.WaitForTurn(this);
    }

    private bool TryWriteQueued(QueuedFrame frame)
    {
        ReadOnlySpan<byte> bytes = frame.Bytes.AsSpan(0, frame.Length);
        if (!_send.MayWrite(frame.Length) || !_path!.TryWrite(bytes, default, this))
            return false;
        _send.Written(bytes, default);
        frame.Owner?.OnWritten(whole: true);
        return true;
    }

    private int WriteChunk(OutgoingMessage message)
    {
        if (!_send.MayWrite(message.NextSize, _settings.KeptForCalls))
            return 0;
        Span<byte> head = stackalloc byte[OutgoingMessage.MaxHeadSize];
        head = head[..message.WriteHead(head, out ReadOnlySpan<byte> tail)];
        if (!_path!.TryWrite(head, tail, this))
            return 0;
        _send.Written(head, tail);
        message.Advance(tail.Length);
        _messages.EndTurn();
        return head.Length + tail.Length;
    }

    private void Acknowledge()
    {
        if (_receive.OwesAckNow)
            WriteAck();
        else if (_receive.OwesAck && !_ackTimerRuns)
            _ackTimerRuns = _ackTimer.Change(_settings.AckAfter, Timeout.InfiniteTimeSpan);
    }

    private void WriteAck()
    {
        if (_path is null)
            return;
        Span<byte> frame = stackalloc byte[AckFrame.MaxSize];
        AckFrame ack = _receive.Acknowledge(_send.Number);
        _ackOwed = !_path.TryWrite(frame[..ack.Write(frame)], default, this);
    }

    private void OnAckTimer()
    {
        lock (Gate)
        {
            _ackTimerRuns = false;
            if (_ended || !_receive.OwesAck)
                return;
            WriteAck();
        }
        Flush();
    }
}
