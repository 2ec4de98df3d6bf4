using System.Threading.Tasks.Sources;
using PeerRpc.Core.Transports;
using PeerRpc.Testing.Simulation.Engine;

namespace PeerRpc.Testing.Simulation.Network;

/// <summary>One end of a simulated connection, as its process sees it.</summary>
/// <remarks>
/// What the network does happens to the pipes, whether or not the process runs. What the process learns of it, it
/// learns by work items of its own: a process that is paused learns it later, and one that is killed never.
/// </remarks>
/// <param name="process">Whose end it is.</param>
/// <param name="other">The name of the other node.</param>
/// <param name="incoming">What comes.</param>
/// <param name="outgoing">What is sent.</param>
/// <param name="conditions">How fast the process reads.</param>
internal sealed class TransportEnd(
    SimulatedProcess process, string other, SimulatedPipe incoming, SimulatedPipe outgoing,
    Func<NetworkConditions> conditions)
    : PeerTransport, IValueTaskSource<int>, IValueTaskSource
{
    private readonly EventLoop _loop = process.Loop;
    private ManualResetValueTaskSourceCore<int> _receive;
    private ManualResetValueTaskSourceCore<bool> _send;
    private Memory<byte> _buffer;
    private ReadOnlyMemory<byte> _rest;
    private bool _receiving;
    private bool _sending;
    private bool _receiveScheduled;
    private bool _sendScheduled;
    private long _readAgain;

    public SimulatedProcess Process => process;

    public string Other => other;

    public SimulatedPipe Incoming => incoming;

    public SimulatedPipe Outgoing => outgoing;

    /// <summary>Whether this side has closed it.</summary>
    public bool IsClosed { get; private set; }

    public override string Description => $"sim {other}";

    private bool CanReceive => incoming.Available > 0 || incoming.End != PipeEnd.None || IsClosed;

    private bool CanSend => outgoing.Room > 0 || incoming.End == PipeEnd.Reset || IsClosed;

    /// <summary>Something has arrived, or the pipe has ended.</summary>
    public void OnArrived()
    {
        ScheduleReceive();
        if (incoming.End == PipeEnd.Reset)
            ScheduleSend();
    }

    /// <summary>The other side has read something of what this one has sent.</summary>
    public void OnRoom() => ScheduleSend();

    public override ValueTask<int> ReceiveAsync(Memory<byte> buffer)
    {
        if (!_loop.CheckThread() || process.IsDead)
            return new ValueTask<int>(new TaskCompletionSource<int>().Task);
        if (CanReceive && _loop.Now >= _readAgain)
            return new ValueTask<int>(Receive(buffer));
        _receive.Reset();
        _buffer = buffer;
        _receiving = true;
        if (CanReceive)
            ScheduleReceive();
        return new ValueTask<int>(this, _receive.Version);
    }

    public override ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        if (!_loop.CheckThread() || process.IsDead)
            return new ValueTask(new TaskCompletionSource().Task);
        ThrowIfBroken();
        _rest = bytes;
        if (TrySendRest())
            return default;
        _send.Reset();
        _sending = true;
        return new ValueTask(this, _send.Version);
    }

    public override ValueTask CloseOutputAsync()
    {
        if (!_loop.CheckThread() || process.IsDead)
            return default;
        ThrowIfBroken();
        outgoing.Finish();
        return default;
    }

    public override void Abort()
    {
        if (!_loop.CheckThread() || process.IsDead)
            return;
        CloseAbruptly();
    }

    public override ValueTask DisposeAsync()
    {
        if (!_loop.CheckThread() || process.IsDead || IsClosed)
            return default;
        Close();
        return default;
    }

    /// <summary>
    /// Closes as the system does for a process: the other side is sent everything, and then the end; but if there is
    /// something for this side that nobody will read, the connection breaks.
    /// </summary>
    public void Close()
    {
        if (incoming.Available + incoming.UnderWay > 0)
        {
            CloseAbruptly();
            return;
        }
        outgoing.Finish();
        EndHere();
    }

    /// <summary>Closes at once: the other side is told that the connection broke.</summary>
    public void CloseAbruptly()
    {
        if (IsClosed)
            return;
        outgoing.Break();
        EndHere();
    }

    int IValueTaskSource<int>.GetResult(short token) => _receive.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _receive.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _receive.OnCompleted(continuation, state, token, flags);

    void IValueTaskSource.GetResult(short token) => _send.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _send.GetStatus(token);

    void IValueTaskSource.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _send.OnCompleted(continuation, state, token, flags);

    private void EndHere()
    {
        IsClosed = true;
        incoming.Discard();
        ScheduleReceive();
        ScheduleSend();
    }

    private int Receive(Memory<byte> buffer)
    {
        if (IsClosed)
            throw new IOException("The connection was aborted.");
        if (incoming.Available > 0)
            return Take(buffer);
        return incoming.End == PipeEnd.Finished
            ? 0
            : throw new IOException($"The connection was reset by '{other}' or on the way there.");
    }

    private int Take(Memory<byte> buffer)
    {
        int count = incoming.Read(buffer.Span);
        long speed = conditions().ReadBytesPerSecond;
        if (speed > 0)
            _readAgain = _loop.Now + Math.Max(1, count * TimeSpan.TicksPerSecond / speed);
        return count;
    }

    private bool TrySendRest()
    {
        int count = Math.Min(_rest.Length, outgoing.Room);
        if (count > 0)
            outgoing.Send(_rest.Span[..count]);
        _rest = _rest[count..];
        return _rest.IsEmpty;
    }

    private void ThrowIfBroken()
    {
        if (IsClosed)
            throw new IOException("The connection was aborted.");
        if (incoming.End == PipeEnd.Reset)
            throw new IOException($"The connection was reset by '{other}' or on the way there.");
    }

    private void ScheduleReceive()
    {
        if (!_receiving || _receiveScheduled)
            return;
        _receiveScheduled = true;
        if (_readAgain > _loop.Now && !IsClosed)
            _loop.At(_readAgain, new CallbackEvent(DeferReceive));
        else
            DeferReceive();
    }

    private void ScheduleSend()
    {
        if (!_sending || _sendScheduled || !CanSend)
            return;
        _sendScheduled = true;
        process.Scheduler.Defer(new SendCompletion(this));
    }

    private void DeferReceive() => process.Scheduler.Defer(new ReceiveCompletion(this));

    private void CompleteReceive()
    {
        _receiveScheduled = false;
        if (!_receiving || !CanReceive)
            return;
        _receiving = false;
        int count;
        try
        {
            count = Receive(_buffer);
        }
        catch (IOException exception)
        {
            _receive.SetException(exception);
            return;
        }
        _receive.SetResult(count);
    }

    private void CompleteSend()
    {
        _sendScheduled = false;
        try
        {
            ThrowIfBroken();
            if (!TrySendRest())
                return;
        }
        catch (IOException exception)
        {
            _sending = false;
            _send.SetException(exception);
            return;
        }
        _sending = false;
        _send.SetResult(true);
    }

    private sealed class ReceiveCompletion(TransportEnd end) : IThreadPoolWorkItem
    {
        public void Execute() => end.CompleteReceive();
    }

    private sealed class SendCompletion(TransportEnd end) : IThreadPoolWorkItem
    {
        public void Execute() => end.CompleteSend();
    }
}
