using PeerRpc.Testing.Simulation.Engine;

namespace PeerRpc.Testing.Simulation.Network;

/// <summary>One direction of a connection: bytes that arrive in their order, later, in pieces, or not at all.</summary>
/// <remarks>
/// 1. What is sent is cut into segments, each with a moment at which it arrives, never before the one ahead of it.
/// 2. One event stands for the first segment under way. When it happens, what is due is moved to what can be read.
/// 3. While the pipe is blocked nothing arrives; afterwards everything does, as TCP sends it again. 4. A pipe that
/// breaks keeps some of what is under way, and then tells the reader; one that is lossy tells nobody. 5. What is sent
/// to a reader that is gone bounces: the sender's other direction breaks.
/// </remarks>
/// <param name="loop">The loop.</param>
/// <param name="random">Chooses where bytes are cut and how long they take.</param>
/// <param name="name">From where to where, for the trace.</param>
/// <param name="conditions">How well it carries bytes.</param>
internal sealed class SimulatedPipe(
    EventLoop loop, SeededRandom random, string name, Func<NetworkConditions> conditions)
{
    private const int MostPieces = 4;

    private readonly ByteRing _bytes = new(); // what can be read, and behind it what is under way
    private readonly Queue<Segment> _segments = new();
    private Action? _arrived;
    private Action? _roomMade;
    private Action? _bounced;
    private int _underWay;
    private int _lost;
    private long _lastArrival;
    private long _lineFree;
    private long _blockedUntil;
    private Arriving? _next; // what is set for the first segment under way
    private bool _lossy;
    private bool _closed;
    private bool _readerGone;

    public string Name => name;

    /// <summary>How many bytes can be read.</summary>
    public int Available => _bytes.Count - _underWay;

    /// <summary>How many bytes are under way.</summary>
    public int UnderWay => _underWay;

    /// <summary>How the pipe has ended for its reader, once everything before that has been read.</summary>
    public PipeEnd End { get; private set; }

    /// <summary>Whether bytes are lost without a word.</summary>
    public bool IsLossy => _lossy;

    /// <summary>Whether nothing arrives for now.</summary>
    public bool IsBlocked => loop.Now < _blockedUntil;

    /// <summary>How many bytes can be sent now.</summary>
    public int Room => Math.Max(0, conditions().BufferBytes - _bytes.Count - _lost);

    /// <summary>Names who is told what.</summary>
    /// <param name="arrived">Something can be read, or the pipe has ended.</param>
    /// <param name="roomMade">Something can be sent.</param>
    /// <param name="bounced">Something was sent, and the reader is gone.</param>
    public void Connect(Action arrived, Action roomMade, Action bounced) =>
        (_arrived, _roomMade, _bounced) = (arrived, roomMade, bounced);

    /// <summary>Sends bytes, for which there is room.</summary>
    public void Send(ReadOnlySpan<byte> bytes)
    {
        loop.Record(TraceKind.Send, name, null, bytes.Length);
        if (_lossy)
        {
            _lost += bytes.Length;
            return;
        }
        if (_readerGone)
            _bounced?.Invoke();
        if (_closed)
            return;
        loop.Trace.Mix(bytes);
        _bytes.Add(bytes);
        _underWay += bytes.Length;
        int rest = bytes.Length;
        for (int pieces = 1; rest > 1 && pieces < MostPieces && random.Chance(conditions().Splitting); pieces++)
        {
            int piece = 1 + random.Next(rest - 1);
            AddSegment(piece, PipeEnd.None);
            rest -= piece;
        }
        AddSegment(rest, PipeEnd.None);
    }

    /// <summary>Says that nothing more comes.</summary>
    public void Finish()
    {
        if (_closed || _lossy)
            return;
        _closed = true;
        AddSegment(0, PipeEnd.Finished);
    }

    /// <summary>Breaks: some of what is under way still arrives, and then the reader is told.</summary>
    public void Break()
    {
        if (End == PipeEnd.Reset || _lossy)
            return;
        _closed = true;
        KeepPrefix(random.Next(_underWay + 1));
        AddSegment(0, PipeEnd.Reset);
    }

    /// <summary>Loses all that is under way and all that comes, and tells nobody.</summary>
    public void Lose()
    {
        if (_lossy)
            return;
        _lossy = true;
        _lost += _underWay;
        KeepPrefix(0);
    }

    /// <summary>Lets nothing arrive until a moment.</summary>
    public void Block(long until) => _blockedUntil = Math.Max(_blockedUntil, until);

    /// <summary>
    /// Lets things arrive again, those that have waited after the time that it takes to send them again.
    /// </summary>
    public void Unblock()
    {
        if (!IsBlocked)
            return;
        _blockedUntil = loop.Now + random.NextTicks((conditions().Latency + conditions().Jitter).Ticks);
        _next = null;
        SetEvent();
    }

    /// <summary>Drops all that is there and all that comes: nobody reads it any more.</summary>
    public void Discard()
    {
        _closed = true;
        _readerGone = true;
        _segments.Clear();
        _underWay = 0;
        _bytes.Truncate(0);
        _arrived = null;
        _roomMade = null;
    }

    /// <summary>
    /// Ends the losing of bytes. A reader that is gone by now sends back what it knows nothing of.
    /// </summary>
    public void FindAgain()
    {
        if (!_lossy)
            return;
        _lossy = false;
        if (_readerGone && _lost > 0 && _bounced is not null)
            loop.At(loop.Now + conditions().Latency.Ticks, new CallbackEvent(_bounced));
        _lost = 0;
    }

    /// <summary>Reads what can be read.</summary>
    public int Read(Span<byte> buffer)
    {
        int count = Math.Min(Math.Min(buffer.Length, Available), conditions().LargestRead);
        _bytes.Take(buffer[..count]);
        loop.Record(TraceKind.Read, name, null, count);
        _roomMade?.Invoke();
        return count;
    }

    private void AddSegment(int length, PipeEnd end)
    {
        NetworkConditions now = conditions();
        if (now.BytesPerSecond > 0)
            _lineFree = Math.Max(_lineFree, loop.Now) + (length * TimeSpan.TicksPerSecond / now.BytesPerSecond);
        long arrival = Math.Max(_lineFree, loop.Now) + now.Latency.Ticks + random.NextTicks(now.Jitter.Ticks);
        _lastArrival = Math.Max(_lastArrival, arrival);
        _segments.Enqueue(new Segment(_lastArrival, length, end));
        SetEvent();
    }

    private void KeepPrefix(int bytes)
    {
        var kept = new Queue<Segment>();
        int rest = bytes;
        while (rest > 0 && _segments.TryDequeue(out Segment segment))
        {
            int length = Math.Min(rest, segment.Length);
            rest -= length;
            kept.Enqueue(segment with { Length = length });
        }
        _segments.Clear();
        foreach (Segment segment in kept)
            _segments.Enqueue(segment);
        _bytes.Truncate(Available + bytes);
        _underWay = bytes;
    }

    private void SetEvent()
    {
        if (_next is not null || _segments.Count == 0 || _blockedUntil == long.MaxValue)
            return;
        _next = new Arriving(this);
        loop.At(Math.Max(_segments.Peek().Arrival, _blockedUntil), _next);
    }

    private void Arrive(Arriving happening)
    {
        if (_next != happening)
            return;
        _next = null;
        bool arrived = false;
        while (!IsBlocked && _segments.TryPeek(out Segment segment) && segment.Arrival <= loop.Now)
        {
            _segments.Dequeue();
            _underWay -= segment.Length;
            End = segment.End == PipeEnd.None ? End : segment.End;
            loop.Record(ToKind(segment.End), name, null, segment.Length);
            arrived = true;
        }
        SetEvent();
        if (arrived)
            _arrived?.Invoke();
    }

    private static TraceKind ToKind(PipeEnd end) => end switch
    {
        PipeEnd.Finished => TraceKind.End,
        PipeEnd.Reset => TraceKind.Reset,
        _ => TraceKind.Arrive,
    };

    private sealed class Arriving(SimulatedPipe pipe) : LoopEvent
    {
        public override void Fire() => pipe.Arrive(this);
    }
}
