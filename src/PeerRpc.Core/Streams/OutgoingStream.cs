using System.Diagnostics.CodeAnalysis;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Faults;
using PeerRpc.Core.Links;

namespace PeerRpc.Core.Streams;

/// <summary>The side of a stream that sends: items while there is credit, then one end.</summary>
/// <remarks>
/// 1. The producer starts when the message that carries the stream has been written. 2. It asks for room
/// (<see cref="RoomAsync"/>) before it makes an item, so nothing is made that cannot be sent soon. 3. Items go
/// through the <see cref="ItemQueue"/>, and the last word behind the last item. 4. When the reader releases the stream,
/// or the link ends, what waits is dropped and the producer is told to stop.
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "Without a timer or wait handle a source holds nothing.")]
internal sealed class OutgoingStream : Attachment, IThreadPoolWorkItem
{
    // As much as is sent while the producer is woken up; it is woken when half of it is gone, not for every frame.
    private const int QueueLimit = 256 * 1024;

    private readonly CancellationTokenSource _stop = new();
    private readonly ProducerRoom _room;
    private readonly ItemQueue _queue;
    private readonly bool _isResult;
    private IStreamProducer? _producer;
    private StreamEndFrame? _end;
    private ulong _credit = StreamCreditFrame.Initial;
    private ulong _sent;

    /// <param name="table">Where it lives.</param>
    /// <param name="id">Its id.</param>
    /// <param name="owner">The call that it belongs to.</param>
    /// <param name="isResult">Whether it is the result of the call.</param>
    public OutgoingStream(StreamTable table, ulong id, IStreamOwner owner, bool isResult)
        : base(table, id)
    {
        Owner = owner;
        Stopped = _stop.Token;
        _isResult = isResult;
        _room = new ProducerRoom(table.Link.Work);
        _queue = new ItemQueue(table.Link, OnDrained);
    }

    /// <summary>The call that it belongs to.</summary>
    public IStreamOwner Owner { get; }

    /// <summary>Fires when nobody wants more.</summary>
    public CancellationToken Stopped { get; }

    /// <summary>The table, for what items carry.</summary>
    public StreamTable Streams => Table;

    /// <summary>Whether nobody wants more. Under the gate.</summary>
    public bool IsOver { get; private set; }

    private bool HasRoom => _sent < _credit && _queue.Length < QueueLimit;

    /// <summary>Names the producer. Under the gate.</summary>
    public void SetProducer(IStreamProducer producer)
    {
        _producer = producer;
        Owner.OnStreamOffered();
    }

    protected override void OnOpened()
    {
        if (_producer is not { } producer)
            return;
        _producer = null;
        Work.Defer(new ProducerStart(producer));
    }

    protected override void OnWithdrawn()
    {
        if (IsOver)
            return;
        Stop();
        if (IsOpen)
            SendEnd(StreamOutcome.Cancelled);
        Work.Defer(this);
    }

    /// <summary>Ends when an item may be made.</summary>
    /// <returns>False if nobody wants more.</returns>
    public ValueTask<bool> RoomAsync()
    {
        ValueTask<bool> wait;
        lock (Link.Gate)
        {
            if (IsOver || HasRoom)
                return new ValueTask<bool>(!IsOver);
            wait = _room.Begin();
        }
        Link.Flush();
        return wait;
    }

    /// <summary>
    /// Whether an item may be made now. Without the gate: credit only grows, and what was not seen yet comes by
    /// <see cref="RoomAsync"/>.
    /// </summary>
    public bool HasRoomNow() => !IsOver && HasRoom;

    /// <summary>Sends an item, now or when its turn has come. Not for a second one at the same time.</summary>
    /// <param name="item">Its bytes.</param>
    /// <param name="dropped">How many items were dropped before it.</param>
    /// <param name="offer">Offers what it carries besides, which is opened with it; null for nothing.</param>
    /// <returns>False if nobody wants more, or if it cannot be sent, with which the stream has ended.</returns>
    public bool Write(ReadOnlySpan<byte> item, ulong dropped = 0, Func<OfferedAttachments>? offer = null)
    {
        Span<byte> frame = stackalloc byte[StreamItemHead.MaxSize];
        lock (Link.Gate)
        {
            if (IsOver || _end is not null)
                return false;
            if (!TryOffer(offer, out OfferedAttachments? attachments))
                return false;
            var head = new StreamItemHead(Id, dropped, attachments?.Range ?? default);
            frame = frame[..head.Write(frame, item.Length)];
            int length = frame.Length - LinkFrameHeader.Size + item.Length;
            if (!IsAccepted(length))
            {
                attachments?.Withdraw();
                return false;
            }
            _sent += (ulong)head.CostOf(length);
            _queue.Add(frame, item, attachments);
            return true;
        }
    }

    /// <summary>Sends an item that fits into one frame and carries nothing besides, without copying it.</summary>
    /// <param name="array">A rented array, which is given away; see <see cref="StreamItemHead.WriteBefore"/>.</param>
    /// <param name="length">The length of the item, in bytes.</param>
    /// <returns>False if nobody wants more, or if it cannot be sent, with which the stream has ended.</returns>
    public bool WriteRented(byte[] array, int length)
    {
        var head = new StreamItemHead(Id, Dropped: 0, default);
        RentedFrame frame = head.WriteBefore(array, length);
        lock (Link.Gate)
        {
            int bodyLength = frame.Length - LinkFrameHeader.Size;
            if (IsOver || _end is not null || !IsAccepted(bodyLength))
            {
                frame.Return();
                return false;
            }
            _sent += (ulong)head.CostOf(bodyLength);
            _queue.Add(frame);
            return true;
        }
    }

    /// <summary>Sends what has been written; for producers that are about to wait.</summary>
    public void Flush() => Link.Flush();

    /// <summary>Says the last word, behind what waits.</summary>
    public void End(StreamOutcome outcome, FaultFrame? fault = null)
    {
        lock (Link.Gate)
        {
            if (IsOver || _end is not null)
                return;
            _end = new StreamEndFrame(Id, outcome, 0, fault);
            EndIfDrained();
        }
        Link.Flush();
    }

    /// <summary>The producer threw: the reader is told, behind what waits.</summary>
    public void Fail(Exception exception)
    {
        // Whoever was told to stop may throw: that is how it stops.
        if (Stopped.IsCancellationRequested)
            return;
        FaultFrame fault = Table.Faults.ToFault(ref exception, Owner.FaultContext, Table.Origin);
        if (fault.Code == PeerErrorCode.Internal)
            StreamLog.ProducerFailed(this, exception);
        End(StreamOutcome.Failed, fault);
    }

    /// <summary>The stream cannot go on, though its source could: the reader is told, behind what waits.</summary>
    public void Refuse(PeerErrorCode code, string reason)
    {
        lock (Link.Gate)
            RefuseUnderGate(code, reason);
        Link.Flush();
    }

    public override string? OnCredit(ulong bytes)
    {
        if (bytes < _credit)
            return $"The credit of stream {Id} takes back what was granted.";
        _credit = bytes;
        OnDrained();
        return null;
    }

    public override void OnEnd(StreamEndFrame end, IWorkSink after)
    {
        Stop();
        after.Defer(this);
    }

    public override void OnRelease(IWorkSink after)
    {
        if (IsOver)
            return;
        Stop();
        SendEnd(StreamOutcome.Cancelled);
        if (_isResult)
            Owner.OnResultReleased(after);
        after.Defer(this);
    }

    public override void OnLinkEnded(LinkError toError)
    {
        Stop();
        if (_isResult)
            Owner.OnResultReleased(Work);
        Work.Defer(this);
    }

    /// <summary>
    /// Tells the producer to stop, or to let go of what it never began. Not under the gate: this runs people's code.
    /// </summary>
    public void Execute()
    {
        IStreamProducer? unopened;
        lock (Link.Gate)
            (unopened, _producer) = (_producer, null);
        unopened?.Abandon();
        try
        {
            _stop.Cancel();
        }
        catch (AggregateException exception)
        {
            // A listener's failure is its own: thrown on here, it would end the process.
            StreamLog.StopFailed(this, exception);
        }
    }

    private bool IsAccepted(int length)
    {
        if (length <= Link.RemoteLimits.Message)
            return true;
        RefuseUnderGate(
            PeerErrorCode.ResourceExhausted,
            $"An item takes {length} bytes, and the other side accepts {Link.RemoteLimits.Message}.");
        return false;
    }

    private bool TryOffer(Func<OfferedAttachments>? offer, out OfferedAttachments? attachments)
    {
        attachments = null;
        try
        {
            attachments = offer?.Invoke();
            return true;
        }
        catch (PeerRpcException exception)
        {
            RefuseUnderGate(exception.Code, exception.Message);
            return false;
        }
    }

    private void RefuseUnderGate(PeerErrorCode code, string reason)
    {
        if (IsOver || _end is not null)
            return;
        _end = new StreamEndFrame(
            Id, StreamOutcome.Failed, 0, FaultFrame.Of(code, Executed.Yes, Table.Origin, reason));
        EndIfDrained();
    }

    private void Stop()
    {
        IsOver = true;
        _queue.Drop();
        _room.End(wanted: false);
    }

    private void OnDrained()
    {
        EndIfDrained();
        if (_sent < _credit && _queue.Length <= QueueLimit / 2)
            _room.End(wanted: true);
    }

    private void EndIfDrained()
    {
        if (_end is null || IsOver || !_queue.IsEmpty)
            return;
        IsOver = true;
        Table.SendEnd(this, _end.Value);
    }
}
