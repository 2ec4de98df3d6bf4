using PeerRpc.Core.Connections;
using PeerRpc.Core.Frames;

namespace PeerRpc.Core.Links;

/// <summary>What a link sends, over whatever path it has now. Guarded by the link's gate.</summary>
/// <remarks>
/// 1. A frame is written at once if there is a path, credit and room, and nothing waits before it. 2. Otherwise it is
/// queued. 3. What is larger than a frame goes in chunks, and the items of streams come one after another: these are
/// bulk. Bulk takes turns, comes after everything that is queued and leaves a part of the credit free, so that no call
/// waits behind it. 4. Nothing has a number before it is written. 5. A new path begins with the proof, if this side
/// owes one, and with what the other side has missed.
/// </remarks>
internal sealed class LinkSender : IBulkTurns
{
    /// <summary>The largest frame of a call, header included; what is larger goes in chunks.</summary>
    public const int LargestFrame = 32 * 1024;

    /// <summary>The largest frame of bulk, header included; half as many cost an eighth less.</summary>
    public const int LargestBulkFrame = WireLimits.LinkFrame;

    // A turn ends with the frame that makes it as many bytes of bulk: the first one, if that is of the largest size.
    private const int Turn = 48 * 1024;

    private readonly LinkSettings _settings;
    private readonly CallTraffic _traffic;
    private readonly IRoomWaiter _waiter;
    private readonly SendSide _sent;
    private readonly MessageSender _messages;
    private LazyQueue<QueuedFrame> _queue;
    private LazyQueue<IBulkSource> _turns;
    private ILinkPath? _path;
    private ILinkPath? _nextPath;
    private byte[]? _proof;
    private ulong _grant;
    private bool _grantOwed;
    private bool _draining;
    private bool _ended;

    /// <param name="settings">The sizes.</param>
    /// <param name="budget">What all links together may keep for replay.</param>
    /// <param name="traffic">Whether small calls are made beside.</param>
    /// <param name="waiter">The link, which is told when there is room.</param>
    public LinkSender(LinkSettings settings, ReplayBudget budget, CallTraffic traffic, IRoomWaiter waiter)
    {
        _settings = settings;
        _traffic = traffic;
        _waiter = waiter;
        _sent = new SendSide(budget, settings.Resumes);
        _messages = new MessageSender(this);
    }

    /// <summary>The number of the last counted frame written on the path.</summary>
    public ulong NumberOnPath => _sent.NumberOnPath;

    /// <summary>How many counted frames the other side is known to have received.</summary>
    public ulong Acknowledged => _sent.Acknowledged;

    /// <summary>
    /// How large a frame of bulk had better be now, header included: a small call waits for the one before it. For any
    /// thread.
    /// </summary>
    public int BulkFrame => _traffic.IsRecent ? LargestFrame : LargestBulkFrame;

    private bool IsBulkAlone => _queue.Count == 0 && _turns.Count == 0;

    /// <summary>The path; null while there is none. May be read without the gate, to flush.</summary>
    public ILinkPath? Path => Volatile.Read(ref _path);

    /// <summary>
    /// Sends over this path from now on. What the other side has missed goes first, once <see cref="Drain"/> is called.
    /// </summary>
    /// <param name="path">The path.</param>
    /// <param name="remote">What the other side has received and grants.</param>
    /// <param name="proof">What goes before everything else; null for nothing.</param>
    /// <returns>False if the other side says what cannot be.</returns>
    public bool TryBeginPath(ILinkPath path, LinkHello remote, byte[]? proof)
    {
        if (!_sent.TryBeginPath(remote.Received, remote.Credit) || !_messages.TryBeginPath(remote.MessageCredit))
            return false;
        _nextPath = path;
        _proof = proof;
        StartPath();
        return true;
    }

    /// <summary>Writes nothing more on the path, which is lost.</summary>
    public void LeavePath()
    {
        _nextPath = null;
        _proof = null;
        Volatile.Write(ref _path, null);
    }

    /// <summary>Writes what a path begins with, if that has not been written yet.</summary>
    public void StartPath()
    {
        if (_nextPath is null || (_proof is not null && !_nextPath.TryWrite(_proof, default, _waiter)))
            return;
        Volatile.Write(ref _path, _nextPath);
        _nextPath = null;
        _proof = null;
    }

    /// <summary>Sends a counted frame.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="head">The first part of the frame; the place for its header at the front is filled in here.</param>
    /// <param name="tail">The rest of its body.</param>
    /// <param name="owner">Told when it is written; null if nobody needs to know.</param>
    public void Send(LinkFrameKind kind, Span<byte> head, ReadOnlySpan<byte> tail, IFrameOwner? owner)
    {
        int length = head.Length + tail.Length;
        if (_ended)
            return;
        if (length > LargestFrame)
        {
            RentedFrame body = RentedFrame.Copy(head[LinkFrameHeader.Size..], tail);
            _messages.Add(kind, body.Array, body.Length, owner);
            Drain();
            return;
        }
        new LinkFrameHeader(kind, length - LinkFrameHeader.Size).Write(head);
        if (_queue.Count == 0 && TryWrite(head, tail))
            owner?.OnWritten(whole: true);
        else
            _queue.Enqueue(new QueuedFrame(RentedFrame.Copy(head, tail), owner));
    }

    void IBulkTurns.Add(IBulkSource source) => _turns.Enqueue(source);

    /// <summary>Gives a source its turns, until it has no more.</summary>
    public void AddTurns(IBulkSource source)
    {
        if (_ended)
            return;
        _turns.Enqueue(source);
        Drain();
    }

    /// <summary>Writes a frame of a source whose turn it is, or which is the only one.</summary>
    public bool TryWriteBulk(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail) =>
        _sent.MayWrite(head.Length + tail.Length, _settings.KeptForCalls) && TryWrite(head, tail);

    /// <summary>As the other one, for a frame that need not be copied for replay: it is taken, if written.</summary>
    public bool TryWriteBulk(RentedFrame frame)
    {
        if (_path is null || !_sent.MayWrite(frame, _settings.KeptForCalls)
            || !_path.TryWrite(frame.Bytes, default, _waiter))
            return false;
        _sent.Written(frame);
        return true;
    }

    /// <summary>Writes a frame of bulk at once if nobody else wants to write anything.</summary>
    public bool TryWriteBulkNow(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail) =>
        IsBulkAlone && TryWriteBulk(head, tail);

    /// <summary>As the other one, for a frame that need not be copied for replay: it is taken, if written.</summary>
    public bool TryWriteBulkNow(RentedFrame frame) => IsBulkAlone && TryWriteBulk(frame);

    /// <summary>
    /// Grants the other side credit for large messages. Only the newest grant waits: if each did, a side that takes
    /// nothing could make them pile up without end.
    /// </summary>
    public void Grant(ulong credit)
    {
        if (_ended)
            return;
        _grant = credit;
        _grantOwed = true;
        WriteGrant();
    }

    /// <summary>Writes a frame that is not counted; false if there is no path or no room.</summary>
    public bool TryWriteUncounted(ReadOnlySpan<byte> frame) =>
        _path is not null && _path.TryWrite(frame, default, _waiter);

    /// <summary>Takes what the other side has received and grants.</summary>
    /// <returns>False if it says what cannot be.</returns>
    public bool TryAcknowledge(ulong received, ulong credit)
    {
        if (!_sent.TryAcknowledge(received, credit))
            return false;
        Drain();
        return true;
    }

    /// <summary>Takes the credit for large messages that the other side grants.</summary>
    /// <returns>False if it takes back what it granted.</returns>
    public bool TryGrant(ulong credit)
    {
        if (!_messages.TryGrant(credit))
            return false;
        Drain();
        return true;
    }

    /// <summary>Writes what waits: first the frames, then bulk for one turn.</summary>
    public void Drain()
    {
        // Owners may send more from within, which this pass then writes, too.
        if (_draining)
            return;
        _draining = true;
        Replay();
        WriteGrant();
        DrainQueue();
        DrainBulk();
        _draining = false;
    }

    /// <summary>Takes what has not been written and belongs to somebody, who may send it elsewhere.</summary>
    public List<UnsentMessage> TakeUnsent()
    {
        List<UnsentMessage> unsent = [];
        while (_queue.TryDequeue(out QueuedFrame queued))
            unsent.Add(UnsentMessage.Of(queued.Frame, queued.Owner));
        _messages.TakeWaiting(unsent);
        while (_turns.TryDequeue(out IBulkSource? source))
        {
            if (source is OutgoingMessage message)
                unsent.Add(message.ToUnsent());
        }
        return unsent;
    }

    private void Replay()
    {
        while (_path is not null && _sent.IsReplaying && _path.TryWrite(_sent.NextReplay, default, _waiter))
            _sent.Replayed();
    }

    private void DrainQueue()
    {
        while (_path is not null && _queue.TryPeek(out QueuedFrame queued))
        {
            bool wanted = queued.Owner is null or { IsWanted: true };
            if (wanted && !TryWrite(queued.Frame.Bytes, default))
                return;
            _queue.Dequeue();
            queued.Frame.Return();
            // Last, because an abandoned call makes room for another one, which is sent from within.
            if (wanted)
                queued.Owner?.OnWritten(whole: true);
            else
                queued.Owner!.OnAbandoned();
        }
    }

    /// <summary>Sends nothing any more, and gives its memory back.</summary>
    public void End()
    {
        _ended = true;
        LeavePath();
        while (_queue.TryDequeue(out QueuedFrame queued))
            queued.Frame.Return();
        while (_turns.TryDequeue(out IBulkSource? source))
            (source as OutgoingMessage)?.Release();
        _messages.Clear();
        _sent.Clear();
    }

    private void WriteGrant()
    {
        if (!_grantOwed)
            return;
        Span<byte> frame = stackalloc byte[LinkFrameHeader.Size + Varint.MaxLength];
        int length = LinkFrameHeader.Size + Varint.Write(frame[LinkFrameHeader.Size..], _grant);
        new LinkFrameHeader(LinkFrameKind.ChunkCredit, length - LinkFrameHeader.Size).Write(frame);
        _grantOwed = !TryWrite(frame[..length], default);
    }

    private void DrainBulk()
    {
        int left = Turn;
        while (_path is not null && left > 0 && _turns.TryPeek(out IBulkSource? source))
        {
            BulkTurn turn = source.WriteTurn(this);
            if (turn.IsHeld)
                return;
            left -= turn.Written;
            _turns.Dequeue();
            if (turn.HasMore)
                _turns.Enqueue(source);
            // Last, because an abandoned call makes room for another one, which is sent from within.
            (source as OutgoingMessage)?.TellOwner();
        }
        if (_path is not null && _turns.Count > 0)
            _path.WaitForTurn(_waiter);
    }

    private bool TryWrite(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail)
    {
        if (_path is null || !_sent.MayWrite(head.Length + tail.Length) || !_path.TryWrite(head, tail, _waiter))
            return false;
        _sent.Written(head, tail);
        return true;
    }
}
