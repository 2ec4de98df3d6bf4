using System.Buffers.Binary;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Transports;

namespace PeerRpc.Core.Connections;

/// <summary>One transport that carries frames: one hop between a client and a broker.</summary>
/// <remarks>
/// 1. <see cref="RunAsync"/> starts the two loops, the <see cref="ReadPump"/> and the <see cref="WriteLoop"/>. 2.
/// Frames received go to the <see cref="IFrameSink"/>, all but pings and goodbyes, which are answered here. 3. Frames
/// to be sent are appended from any thread and go out at the next flush. 4. A connection ends when either side closes
/// it, when a frame is refused, or when the transport breaks; what is still queued then goes out first if the other
/// side takes it in time (<see cref="ConnectionEnding"/>).
/// </remarks>
internal sealed class FrameConnection : IReadOwner, IWriteOwner, IThreadPoolWorkItem, IWorkSink, IDisposable
{
    /// <summary>How long the other side has to take what is left and to close its own direction.</summary>
    public static readonly TimeSpan CloseGrace = TimeSpan.FromSeconds(2);

    // Links stop adding to the queue above this many bytes, so that little stands between a call and the socket.
    private const int HighWater = 256 * 1024;

    // While work gathers what it sends, so much goes out without waiting for the rest of the work: the next process
    // begins with it meanwhile. With 512 calls in flight that is worth a quarter; smaller pieces cost more writes, and
    // larger ones leave the next process idle (docs/decisions/0019).
    private const int GatherLimit = 12 * 1024;

    private readonly PeerTransport _transport;
    private readonly TimeProvider _time;
    private readonly DeferredWork _work;
    private readonly ReadPump _pump;
    private readonly WriteLoop _writer;
    private readonly WorkScheduler _scheduler;
    private readonly TaskCompletionSource<ConnectionEnd> _ended = new();
    private readonly RoomWaiters _waiters;
    private LazyTimer _closeTimer; // guarded by Output.Gate
    private volatile IFrameSink? _sink;
    private Task? _writing;
    private ReadEnd _read;
    private Exception? _bug;
    private GoodbyeFrame? _local;
    private GoodbyeFrame? _remote;
    private long _lastReceived;

    /// <summary>Makes a connection over an open transport, which it owns from now on.</summary>
    /// <param name="transport">The transport.</param>
    /// <param name="queueLimit">How many bytes may wait to be sent.</param>
    /// <param name="time">The clock.</param>
    /// <param name="scheduler">Runs what must not run where it arises.</param>
    public FrameConnection(PeerTransport transport, int queueLimit, TimeProvider time, WorkScheduler scheduler)
    {
        _transport = transport;
        _time = time;
        _scheduler = scheduler;
        _lastReceived = time.GetTimestamp();
        Output = new OutboundQueue(queueLimit);
        _waiters = new RoomWaiters(Output.Gate);
        _writer = new WriteLoop(transport, Output, this, time, scheduler);
        _work = new DeferredWork(_writer, time, scheduler);
        _pump = new ReadPump(transport, this, _work, time);
    }

    /// <summary>What waits to be sent.</summary>
    public OutboundQueue Output { get; }

    public string Description => _transport.Description;

    /// <summary>How long nothing has been received.</summary>
    public TimeSpan Silence => _time.GetElapsedTime(Volatile.Read(ref _lastReceived));

    /// <summary>How many bytes the other side has taken.</summary>
    public long Sent => _writer.Sent;

    /// <summary>How many bytes there have been to send, those included that wait.</summary>
    public long Appended => _writer.Appended;

    /// <summary>Whether something waits to be sent, or is being sent.</summary>
    public bool IsSending => _writer.IsSending;

    /// <summary>Accepts frames of full size; the handshake is done.</summary>
    public void AcceptFullFrames() => _pump.MaxFrame = WireLimits.Frame;

    /// <summary>Runs the connection to its end.</summary>
    public Task<ConnectionEnd> RunAsync(IFrameSink sink)
    {
        _sink = sink;
        _writing = _writer.RunAsync();
        StartReading();
        return _ended.Task;
    }

    /// <summary>
    /// Gives what is received from now on to another sink; for the sink that has it, before it answers.
    /// </summary>
    public void HandOver(IFrameSink sink) => _sink = sink;

    /// <summary>Stops the timers; a connection that has run has done so already.</summary>
    public void Dispose()
    {
        _work.Dispose();
        lock (Output.Gate)
            _closeTimer.Dispose();
    }

    /// <summary>Sends what is queued, then says why, then closes. Only the first reason counts.</summary>
    /// <param name="reason">Why; null to end without a word, as when the other side has closed already.</param>
    public void Close(GoodbyeFrame? reason)
    {
        if (reason is not null && Interlocked.CompareExchange(ref _local, reason, null) is null)
            Send(0, reason);
        _writer.Close();
        AbortAfter(2 * CloseGrace);
    }

    /// <summary>Ends the connection at once, as if the network had.</summary>
    public void Abort() => _transport.Abort();

    /// <summary>Adds a control frame to the queue. It goes out at the next flush, whatever else is waiting.</summary>
    public void Send<TFrame>(uint label, TFrame frame)
        where TFrame : IWireFrame
    {
        var writer = new WireWriter();
        frame.Write(writer);
        Append(TFrame.Kind, label, writer.Written);
    }

    /// <summary>Adds bytes of a link to the queue. Under the gate of <see cref="Output"/>.</summary>
    /// <param name="label">The route.</param>
    /// <param name="head">The first part of the bytes.</param>
    /// <param name="tail">The rest of them.</param>
    /// <param name="waiter">Is told when there is room, if there is none now.</param>
    /// <returns>False if there is no room; nothing has been added then.</returns>
    public bool TrySendData(uint label, ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail, IRoomWaiter waiter)
    {
        if (Output.Length >= HighWater)
        {
            _waiters.Add(waiter);
            return false;
        }
        Output.AppendData(label, head, tail);
        return true;
    }

    /// <summary>
    /// Tells the waiter once the queue has been taken and those who waited before it have had their turn.
    /// </summary>
    public void WaitForTurn(IRoomWaiter waiter)
    {
        lock (Output.Gate)
            _waiters.Add(waiter);
    }

    /// <summary>Sends a ping; the answer counts as a sign of life.</summary>
    public void Ping()
    {
        Span<byte> body = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(body, _time.GetTimestamp());
        Append(FrameKind.Ping, 0, body);
        Flush();
    }

    /// <summary>
    /// Sends what is queued, now or as soon as the work that this thread does for the connection is done.
    /// </summary>
    public void Flush()
    {
        if (_work.IsGathering && Output.Length < GatherLimit)
            _work.FlushLater();
        else
            _writer.Flush();
    }

    /// <summary>Sends what is queued soon, so that more can gather first.</summary>
    public void ScheduleFlush()
    {
        if (!_work.IsRunning)
            _writer.ScheduleFlush();
        else if (Output.Length < GatherLimit)
            _work.FlushLater();
        else
            _writer.Flush();
    }

    /// <summary>Has work done behind the frames that have come together; only while one is being handled.</summary>
    public void Defer(IThreadPoolWorkItem work) => _work.Defer(work);

    // What is received runs people's code for as long as the connection lives, and has nothing to do with the call or
    // the trace within which it happened to be opened.
    private void StartReading()
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            _pump.Read();
            return;
        }
        using (ExecutionContext.SuppressFlow())
            _pump.Read();
    }

    void IReadOwner.OnReadEnd(ReadEnd end)
    {
        _read = end;
        _scheduler.Defer(this);
    }

    // The connection ends where its reading does: a writer that fails cuts the transport off, and one that is done
    // leaves the other side only so much time.
    void IThreadPoolWorkItem.Execute() =>
        EndAsync().ContinueWith(_ended.SetFromTask, TaskContinuationOptions.ExecuteSynchronously);

    private async Task<ConnectionEnd> EndAsync()
    {
        if (_read.Error is null)
            Close(_read.Fault);
        Exception? error = await new ConnectionEnding(this, _transport, _time)
            .RunAsync(_read, _writer, _writing!).ConfigureAwait(false);
        return new ConnectionEnd(_local, _remote, error, _bug);
    }

    void IWriteOwner.OnOutputClosed() => AbortAfter(CloseGrace);

    private void AbortAfter(TimeSpan grace)
    {
        lock (Output.Gate)
            _closeTimer.Set(_time, static state => ((FrameConnection)state!).Abort(), this, grace);
    }

    GoodbyeFrame? IFrameSink.OnFrame(FrameHeader header, ReadOnlySpan<byte> body)
    {
        try
        {
            return OnFrame(header, body);
        }
        catch (Exception exception) when (Survive(exception))
        {
            // Frames are untrusted and their handlers throw nothing: whatever it is, it must not reach other clients.
            return GoodbyeFrame.Failed;
        }
    }

    private GoodbyeFrame? OnFrame(FrameHeader header, ReadOnlySpan<byte> body)
    {
        switch (header.Kind)
        {
            case FrameKind.Ping when body.Length <= sizeof(long) && header.Label == 0:
                Append(FrameKind.Pong, 0, body);
                return null;
            case FrameKind.Pong:
                return null;
            case FrameKind.Goodbye when GoodbyeFrame.TryRead(body, out GoodbyeFrame? goodbye):
                _remote = goodbye;
                _sink!.OnGoodbye(goodbye);
                return null;
            default:
                return _sink!.OnFrame(header, body);
        }
    }

    // A side that makes us answer and never reads must not make us hold the answers: it is cut off.
    private void Append(FrameKind kind, uint label, ReadOnlySpan<byte> body)
    {
        bool hasRoom;
        lock (Output.Gate)
        {
            hasRoom = Output.HasRoomFor(body.Length);
            if (hasRoom)
                Output.Append(kind, label, body);
        }
        if (!hasRoom)
            Abort();
    }

    void IFrameSink.OnBatchEnd()
    {
        Volatile.Write(ref _lastReceived, _time.GetTimestamp());
        try
        {
            _sink!.OnBatchEnd();
            Flush();
        }
        catch (Exception exception) when (Survive(exception))
        {
            // As with a frame; but what was to be flushed may be half done, so the other side is not told.
            _local ??= GoodbyeFrame.Failed;
            Abort();
        }
    }

    void IRoomWaiter.OnRoom() => _waiters.TakeTurns();

    // A bug, here or in what a controller of the broker does with a frame, costs the connection and not the process.
    private bool Survive(Exception exception)
    {
        if (!_scheduler.Survives(exception))
            return false;
        _bug ??= exception;
        return true;
    }
}
