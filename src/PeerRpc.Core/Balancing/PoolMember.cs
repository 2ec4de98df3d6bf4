using PeerRpc.Core.Calls;

namespace PeerRpc.Core.Balancing;

/// <summary>One of the peers among which calls are shared out. For any thread.</summary>
/// <param name="id">Its id.</param>
/// <param name="source">Finds the link to it.</param>
internal sealed class PoolMember(string id, IOutgoingCallSource source)
{
    // Until the first answer of a peer tells its real limit.
    private const int PresumedCalls = 1024;

    private volatile PeerState _state = PeerState.Reconnecting;
    private volatile bool _isGone;
    private volatile bool _isBroken;
    private int _inFlight;
    private int _mostCalls = PresumedCalls;
    private long _restsUntil; // 0 while it does not rest

    public string Id { get; } = id;

    public ulong IdHash { get; } = PoolOrder.Hash(id);

    public IOutgoingCallSource Source { get; } = source;

    /// <summary>How many calls of this client it has to answer.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>Whether it has as many as it runs at a time, so that a further one would wait.</summary>
    public bool IsFull => InFlight >= Volatile.Read(ref _mostCalls);

    /// <summary>Whether it is not among the peers any more.</summary>
    public bool IsGone
    {
        get => _isGone;
        set => _isGone = value;
    }

    public PeerState State
    {
        get => _state;
        set => _state = value;
    }

    /// <summary>Whether it is there, and has refused nothing just now.</summary>
    public bool IsReady(TimeProvider time) => _state == PeerState.Online && !_isGone && !Rests(time);

    /// <summary>Whether it is there, but refuses calls for a reason that waiting does not mend.</summary>
    public bool IsBroken(TimeProvider time) => _state == PeerState.Online && !_isGone && _isBroken && Rests(time);

    public void Begin() => Interlocked.Increment(ref _inFlight);

    public void End() => Interlocked.Decrement(ref _inFlight);

    /// <summary>It has told how many calls it runs at a time.</summary>
    public void Learn(uint mostCalls)
    {
        if (mostCalls > 0)
            Volatile.Write(ref _mostCalls, (int)Math.Min(mostCalls, int.MaxValue));
    }

    /// <summary>It has refused a call, and is left alone for a while.</summary>
    /// <remarks>
    /// Otherwise a peer that refuses at once, and so has nothing to answer, would be offered every call.
    /// </remarks>
    public void Rest(TimeSpan span, bool isBroken, TimeProvider time)
    {
        _isBroken = isBroken;
        Volatile.Write(ref _restsUntil, time.GetTimestamp() + (long)(span.TotalSeconds * time.TimestampFrequency));
    }

    private bool Rests(TimeProvider time)
    {
        long until = Volatile.Read(ref _restsUntil);
        if (until == 0)
            return false;
        if (time.GetTimestamp() < until)
            return true;
        Interlocked.CompareExchange(ref _restsUntil, 0, until);
        return false;
    }
}
