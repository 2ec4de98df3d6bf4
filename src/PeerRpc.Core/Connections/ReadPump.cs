using System.Buffers;
using System.Runtime.CompilerServices;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Transports;

namespace PeerRpc.Core.Connections;

/// <summary>The one reader of a connection: cuts the bytes into frames and hands them to the sink.</summary>
/// <remarks>
/// 1. Every whole frame in the buffer is handled in place. 2. The next receive is started; if it completes at once,
/// this starts over. 3. The sink flushes what the frames caused. 4. Only then this thread runs the work that the frames
/// gave rise to (a call's continuation, a controller's method): if that work blocks, the receive completes on another
/// thread and reading goes on. So a call that travels alone changes threads nowhere but at the socket. 5. The work of
/// many calls goes before the next receive, as long as such work is soon done (<see cref="DeferredWork.RunBefore"/>).
/// More has come then in most cases, and the receive need not wait: no thread has to be woken for it.
/// </remarks>
internal sealed class ReadPump : IReceiveBuffer, IReader
{
    private const int SmallestBuffer = 4 * 1024;

    // Holds two frames of the largest size. With room for one, half of most frames of bulk was moved to the front.
    private const int LargestBuffer = 2 * WireLimits.Frame;

    // A WebSocket receive never reaches beyond a message, so what came together may take many receives. Flushing after
    // each would keep frames that once were alone alone for ever: one hop passed on 61 k calls/s that way, and 453 k/s
    // when it flushed only before it had to wait. With more on its way than this, the next process had better begin.
    private const int FlushAfter = 16 * 1024;

    // Behind so many receives that each had to be waited for, and brought no more than a call, nothing else is likely
    // to be on its way: what they cause need not wait for a look at the socket. One receive that finds more ends that.
    private const int LonelyEnough = 16;
    private const int LargestLonely = 1024;

    // So much is many calls, or a large one, and what comes within so short a time of what came before is likely to be
    // followed by more: it is worth having the work done before the next receive.
    private const int LargestFew = 1024;
    private static readonly TimeSpan Dense = TimeSpan.FromMilliseconds(1);

    // What comes after a silence like this one comes alone, and is likely to be followed by another silence: of pings
    // and of people. While it lasts the connection holds no buffer, which is a quarter of what an idle peer costs. With
    // more traffic the buffer stays, because waiting without one is a second call into the transport for each receive.
    // More than a handshake brings: of those that come, most are quiet for a while when that is over.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(100);
    private const int Handshake = 8;

    private readonly PeerTransport _transport;
    private readonly TimeProvider _time;
    private readonly IReadOwner _owner;
    private readonly DeferredWork _work;
    private readonly Action _continue;
    private ConfiguredValueTaskAwaitable<int>.ConfiguredValueTaskAwaiter _pending;
    private byte[] _buffer = [];
    private int _busy; // how many receives there have been since it was quiet; more than a handshake's are not counted
    private bool _isDense;
    private long _lastReceived;
    private int _start;
    private int _end;
    private int _handled;
    private int _lonely;

    public ReadPump(PeerTransport transport, IReadOwner owner, DeferredWork work, TimeProvider time)
    {
        _work = work;
        _transport = transport;
        _owner = owner;
        _time = time;
        _lastReceived = time.GetTimestamp();
        _continue = Continue;
    }

    /// <summary>The largest frame that is accepted, header included, in bytes; may grow after the handshake.</summary>
    public int MaxFrame { get; set; } = WireLimits.HandshakeFrame;

    /// <summary>
    /// Reads until the other side closes, the transport breaks or a frame is refused; the owner is told.
    /// </summary>
    public void Read()
    {
        if (!TryStart(out ConfiguredValueTaskAwaitable<int>.ConfiguredValueTaskAwaiter first))
            return;
        _pending = first;
        if (first.IsCompleted)
            Receive(first);
        else
            first.UnsafeOnCompleted(_continue);
    }

    private void Continue() => Receive(_pending);

    // Takes what has been received, starts the next receive, and goes round while receives complete at once.
    private void Receive(ConfiguredValueTaskAwaitable<int>.ConfiguredValueTaskAwaiter completed)
    {
        while (TryTake(completed))
        {
            if (_handled > LargestLonely)
                _lonely = 0;
            else if (_lonely >= LonelyEnough)
                Flush();
            if (_isDense && _handled > LargestFew && _work.ComesFirst())
            {
                Flush();
                if (!_work.RunBefore(this))
                    return;
            }
            if (!TryStart(out ConfiguredValueTaskAwaitable<int>.ConfiguredValueTaskAwaiter next))
                break;
            if (!next.IsCompleted)
            {
                _lonely++;
                if (_handled > 0)
                    Flush();
                _pending = next;
                next.UnsafeOnCompleted(_continue);
                _work.Run();
                return;
            }
            _lonely = 0;
            // While more and more comes, the work must not wait for an end of it.
            if (_handled >= FlushAfter)
            {
                Flush();
                _work.RunElsewhere();
            }
            completed = next;
        }
        _work.Run();
    }

    private bool TryStart(out ConfiguredValueTaskAwaitable<int>.ConfiguredValueTaskAwaiter receive)
    {
        try
        {
#pragma warning disable CA2012 // The awaiter is kept on purpose: a receive may be under way while the work is done.
            receive = StartReceive().ConfigureAwait(false).GetAwaiter();
#pragma warning restore CA2012
            return true;
        }
        catch (Exception exception)
        {
            // A transport that fails synchronously has broken as surely as one that fails later.
            receive = default;
            End(null, exception);
            return false;
        }
    }

    private ValueTask<int> StartReceive()
    {
        if (_end > 0 || _busy > Handshake)
            return _transport.ReceiveAsync(_end > 0 ? _buffer.AsMemory(_end) : TakeBuffer());
        ReturnBuffer();
        _work.Rest();
        return _transport.ReceiveAsync(this);
    }

    Memory<byte> IReceiveBuffer.Take() => TakeBuffer();

    private Memory<byte> TakeBuffer()
    {
        if (_buffer.Length == 0)
            _buffer = ArrayPool<byte>.Shared.Rent(SmallestBuffer);
        return _buffer;
    }

    private void ReturnBuffer()
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private void NoteReceived()
    {
        long now = _time.GetTimestamp();
        TimeSpan silence = _time.GetElapsedTime(_lastReceived, now);
        _busy = silence < Quiet ? Math.Min(_busy, Handshake) + 1 : 0;
        _isDense = silence < Dense;
        _lastReceived = now;
    }

    private bool TryTake(ConfiguredValueTaskAwaitable<int>.ConfiguredValueTaskAwaiter completed)
    {
        int received;
        try
        {
            received = completed.GetResult();
        }
        catch (Exception exception)
        {
            // However a transport breaks, the connection has ended; the error is reported with it.
            End(null, exception);
            return false;
        }
        if (received == 0)
        {
            End(null, null);
            return false;
        }
        NoteReceived();
        _end += received;
        _handled += received;
        GoodbyeFrame? fault = HandleFrames();
        if (fault is not null)
            End(fault, null);
        return fault is null;
    }

    private void Flush()
    {
        _handled = 0;
        _owner.OnBatchEnd();
        _work.Publish();
    }

    private GoodbyeFrame? HandleFrames()
    {
        while (_end - _start >= FrameHeader.Size)
        {
            FrameHeader header = FrameHeader.Read(_buffer.AsSpan(_start));
            int size = FrameHeader.Size + header.Length;
            if (size > MaxFrame)
                return GoodbyeFrame.ProtocolError($"A frame of {size} bytes is above the limit of {MaxFrame}.");
            if (_end - _start < size)
            {
                MakeRoomFor(size);
                return null;
            }
            ReadOnlySpan<byte> body = _buffer.AsSpan(_start + FrameHeader.Size, header.Length);
            _start += size;
            if (_owner.OnFrame(header, body) is { } fault)
                return fault;
        }
        MakeRoomFor(FrameHeader.Size);
        return null;
    }

    // Brings the unread rest to the front of a buffer that holds the frame it belongs to. A buffer that one read has
    // filled doubles, because more seems to be on its way.
    private void MakeRoomFor(int size)
    {
        bool filled = _end == _buffer.Length;
        int rest = _end - _start;
        int wanted = Math.Max(size, filled ? Math.Min(_buffer.Length * 2, LargestBuffer) : 0);
        if (wanted > _buffer.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(wanted);
            _buffer.AsSpan(_start, rest).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }
        else if (_start > 0)
        {
            _buffer.AsSpan(_start, rest).CopyTo(_buffer);
        }
        _start = 0;
        _end = rest;
    }

    private void End(GoodbyeFrame? fault, Exception? error)
    {
        // An end alone is no batch: it must not be taken for something that was received.
        if (_handled > 0)
            Flush();
        ReturnBuffer();
        _owner.OnReadEnd(new ReadEnd(fault, error));
    }
}
