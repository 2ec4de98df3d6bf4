using PeerRpc.Core.Connections;
using PeerRpc.Core.Frames;

namespace PeerRpc.Core.Links;

/// <summary>One end of a link: counts, acknowledges and grants credit, over one path after another.</summary>
/// <remarks>
/// 1. What is to be sent goes through the <see cref="LinkSender"/>, which numbers it when it is written and keeps it
/// until the other side has acknowledged it. 2. A received frame is counted and given to the sink, unless it has come
/// before, over an earlier path. 3. What was received is acknowledged after some bytes or some time, and the other
/// side's credit returns with that. 4. A count that does not match is a fault: the path is closed, and the link goes on
/// over the next one, unless that happens twice without progress. 5. A path that was left is never used again. No
/// thread and no socket is owned here: bytes and time come in, bytes go out, all under <see cref="Gate"/>.
/// </remarks>
internal sealed class Link : IRoomWaiter, IDisposable
{
    private readonly ILinkSink _sink;
    private readonly LinkSettings _settings;
    private readonly LinkCounts _counts;
    private readonly LinkSender _sender;
    private readonly ReceiveWindow _window;
    private readonly ReceiveSide _received;
    private readonly MessageReceiver _messages;
    private readonly Acknowledger _acknowledger;
    private MessageBlock? _batch;
    private bool _ended;
    private (ulong Received, ulong Acknowledged)? _lastFault;

    /// <param name="sink">Takes what is received.</param>
    /// <param name="settings">The sizes.</param>
    /// <param name="budget">What all links together may keep for replay.</param>
    /// <param name="traffic">Whether small calls are made beside.</param>
    /// <param name="time">The clock.</param>
    /// <param name="work">Runs what must not run where it arises.</param>
    public Link(
        ILinkSink sink, LinkSettings settings, ReplayBudget budget, CallTraffic traffic, TimeProvider time,
        WorkScheduler work)
    {
        _sink = sink;
        _settings = settings;
        _counts = budget.Counts;
        _sender = new LinkSender(settings, budget, traffic, this);
        Traffic = traffic;
        Work = work;
        _window = new ReceiveWindow(settings, traffic, time);
        _received = new ReceiveSide(settings, _window);
        _messages = new MessageReceiver(this, settings, _sender, sink);
        Clock = new LinkClock(time);
        _acknowledger = new Acknowledger(this, _received, _sender, settings);
    }

    /// <summary>Guards the link and the calls on it.</summary>
    public Lock Gate { get; } = new();

    public LinkClock Clock { get; }

    /// <summary>Runs what must not run under the gate, or on the read pump.</summary>
    public WorkScheduler Work { get; }

    /// <summary>Told of small calls, beside which bulk makes itself narrow.</summary>
    public CallTraffic Traffic { get; }

    /// <summary>What the links of the client have been through.</summary>
    public LinkCounts Counts => _counts;

    /// <summary>How many bytes the other side may send ahead; grows with use. Under the gate.</summary>
    public int Window => _window.Size;

    /// <summary>How large a frame of bulk had better be now, header included. For any thread.</summary>
    public int BulkFrame => _sender.BulkFrame;

    /// <summary>What the other side accepts; known once the link is attached.</summary>
    public LinkLimits RemoteLimits { get; private set; }

    /// <summary>Whether the other side's hello has come.</summary>
    public bool IsAttached { get; private set; }

    /// <summary>What this side says of itself in a hello.</summary>
    public LinkHello Describe(LinkHelloForm form, LinkPosition position, byte[] nonce, string[] serializers)
    {
        lock (Gate)
        {
            return new LinkHello(
                form, position.Instance, position.Number, position.Epoch, nonce, (ulong)Clock.Now, _received.Number,
                _received.Credit, _messages.Credit, _settings.Limits, serializers, default);
        }
    }

    /// <summary>The other side's hello has come, and the link begins.</summary>
    /// <returns>False if that hello says what cannot be.</returns>
    public bool TryAttach(ILinkPath path, LinkHello remote)
    {
        lock (Gate)
        {
            if (_ended)
                return false;
            RemoteLimits = remote.Limits;
            IsAttached = true;
            if (!TryBeginPath(path, remote, stated: 0, proof: null))
                return false;
            _sender.Drain();
            return true;
        }
    }

    /// <summary>Goes on over a new path: what the other side has missed is written first.</summary>
    /// <param name="path">The path.</param>
    /// <param name="remote">The other side's hello.</param>
    /// <param name="stated">How many frames this side's own hello said had been received.</param>
    /// <param name="proof">What goes before everything else; null for nothing.</param>
    /// <returns>False if the other side's hello says what cannot be.</returns>
    public bool TryResume(ILinkPath path, LinkHello remote, ulong stated, byte[]? proof)
    {
        lock (Gate)
        {
            if (_ended || !TryBeginPath(path, remote, stated, proof))
                return false;
            _counts.CountResumed();
            // Before the replay, which may be long: until it hears this, the opener does not know that it is back.
            _acknowledger.Write();
            _sender.Drain();
            return true;
        }
    }

    /// <summary>The path is lost: nothing is written to it and nothing taken from it any more.</summary>
    /// <param name="congested">Whether it was closed because a queue on the way was full.</param>
    public void LeavePath(bool congested = false)
    {
        lock (Gate)
        {
            _sender.LeavePath();
            if (congested)
                _window.OnCongested();
        }
    }

    /// <summary>
    /// A fault was found on a path, by either side. A new path replays what was lost; a second fault without any
    /// progress in between would only be followed by a third.
    /// </summary>
    /// <returns>Whether the link has to end.</returns>
    public bool OnFault()
    {
        lock (Gate)
        {
            _counts.CountFault();
            (ulong, ulong) now = (_received.Number, _sender.Acknowledged);
            bool again = _lastFault == now;
            _lastFault = now;
            return again;
        }
    }

    /// <summary>Sends a counted frame, now or when it can be. Under the gate.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="head">The first part of the frame; the place for its header at the front is filled in.</param>
    /// <param name="tail">The rest of its body.</param>
    /// <param name="owner">Told when it is written; null if nobody needs to know.</param>
    public void Send(LinkFrameKind kind, Span<byte> head, ReadOnlySpan<byte> tail, IFrameOwner? owner = null) =>
        _sender.Send(kind, head, tail, owner);

    /// <summary>Gives a source of bulk its turns, until it has no more. Under the gate.</summary>
    public void AddTurns(IBulkSource source) => _sender.AddTurns(source);

    /// <summary>Writes a frame of bulk at once if nobody else wants to write anything. Under the gate.</summary>
    public bool TryWriteBulkNow(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail) =>
        _sender.TryWriteBulkNow(head, tail);

    public bool TryWriteBulkNow(RentedFrame frame) => _sender.TryWriteBulkNow(frame);

    public void Flush() => _sender.Path?.Flush();

    public void ScheduleFlush() => _sender.Path?.ScheduleFlush();

    /// <summary>Handles what has come over a path; what comes over one that was left is dropped.</summary>
    /// <returns>Null, or in what way it breaks the protocol.</returns>
    public string? OnData(ILinkPath path, ReadOnlySpan<byte> data, IWorkSink after)
    {
        lock (Gate)
        {
            if (path != _sender.Path)
                return null;
            Clock.MarkReceived();
            string? fault = OnFrames(data, after);
            _batch?.Release();
            _batch = null;
            if (fault is null && !_ended)
                _acknowledger.OnReceived();
            return fault;
        }
    }

    /// <summary>Copies bytes of a frame that is being handled, to be read later. Under the gate.</summary>
    public ReceivedMessage Copy(ReadOnlySpan<byte> bytes) => MessageBlock.Copy(ref _batch, bytes);

    public void OnRoom()
    {
        lock (Gate)
        {
            _sender.StartPath();
            _acknowledger.OnRoom();
            _sender.Drain();
        }
    }

    /// <summary>
    /// Ends the link: nothing is sent or received any more, and its memory is given back. Under the gate.
    /// </summary>
    public void End()
    {
        _ended = true;
        _sender.End();
        _messages.End();
        Dispose();
    }

    public void Dispose() => _acknowledger.Dispose();

    /// <summary>Takes what was never sent and belongs to somebody, as the link ends. Under the gate.</summary>
    public List<UnsentMessage> TakeUnsent() => _sender.TakeUnsent();

    private bool TryBeginPath(ILinkPath path, LinkHello remote, ulong stated, byte[]? proof)
    {
        Clock.SetRemote(remote.Clock);
        _received.BeginPath(stated);
        return _sender.TryBeginPath(path, remote, proof);
    }

    private string? OnFrames(ReadOnlySpan<byte> data, IWorkSink after)
    {
        while (!data.IsEmpty && !_ended)
        {
            if (!LinkFrameHeader.TryCut(ref data, out LinkFrameHeader header, out ReadOnlySpan<byte> body))
                return "A link frame is longer than the data frame that carries it.";
            if (OnFrame(header, body, after) is { } fault)
                return fault;
        }
        return null;
    }

    private string? OnFrame(LinkFrameHeader header, ReadOnlySpan<byte> body, IWorkSink after)
    {
        if (header.Kind == LinkFrameKind.Ack)
            return OnAck(body);
        if (!header.IsCounted)
            return $"A link frame of kind {(int)header.Kind} does not belong here.";
        if (_received.IsRepeated())
            return null;
        if (!_received.TryReceive(LinkFrameHeader.Size + header.Length))
            return "More was sent than the link's credit allowed.";
        string? fault = header.Kind switch
        {
            LinkFrameKind.Chunk => _messages.OnChunk(body, after),
            LinkFrameKind.ChunkCredit => OnChunkCredit(body),
            _ => _sink.OnFrame(header.Kind, body, null, after),
        };
        // Counted, it would be progress and never be sent again: its call would wait for ever, and the link break the
        // protocol over and over.
        if (fault is not null)
            _received.TakeBack(LinkFrameHeader.Size + header.Length);
        return fault;
    }

    private string? OnAck(ReadOnlySpan<byte> body)
    {
        if (!AckFrame.TryRead(body, out AckFrame ack))
            return "An acknowledgement cannot be read.";
        if (ack.Sent != _received.NumberOnPath)
            return $"The other side sent {ack.Sent} frames, and {_received.NumberOnPath} came.";
        return _sender.TryAcknowledge(ack.Received, ack.Credit) ? null : "An acknowledgement says what cannot be.";
    }

    private string? OnChunkCredit(ReadOnlySpan<byte> body)
    {
        var reader = new WireReader(body);
        ulong credit = reader.Varint();
        bool isGranted = reader.IsAtEnd && _sender.TryGrant(credit);
        return isGranted ? null : "A credit for messages cannot be read, or takes back what was granted.";
    }
}
