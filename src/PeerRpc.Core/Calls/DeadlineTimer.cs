using PeerRpc.Core.Connections;
using PeerRpc.Core.Links;

namespace PeerRpc.Core.Calls;

/// <summary>One timer for the deadlines of a whole link.</summary>
/// <remarks>
/// It is set to the earliest deadline that has been seen, and never set back when that call ends: calls nearly always
/// end long before, and so a call costs a comparison instead of a timer of its own.
/// </remarks>
internal sealed class DeadlineTimer : IDisposable
{
    private readonly LinkClock _clock;
    private readonly Func<long, long> _expire;
    private readonly Lock _gate = new(); // guards everything below
    private LazyTimer _timer;
    private long _next = long.MaxValue;

    /// <param name="clock">The clock on which deadlines are given.</param>
    /// <param name="expire">Ends what has expired by the given moment, and returns the next deadline.</param>
    public DeadlineTimer(LinkClock clock, Func<long, long> expire)
    {
        _clock = clock;
        _expire = expire;
    }

    /// <summary>Sees to it that a deadline is noticed; <see cref="long.MaxValue"/> for none.</summary>
    public void Watch(long deadline)
    {
        if (deadline >= Volatile.Read(ref _next))
            return;
        lock (_gate)
        {
            if (deadline >= _next)
                return;
            Volatile.Write(ref _next, deadline);
            Arm(deadline);
        }
    }

    public void Dispose()
    {
        lock (_gate)
            _timer.Dispose();
    }

    private void OnTimer()
    {
        lock (_gate)
            Volatile.Write(ref _next, long.MaxValue);
        Watch(_expire(_clock.Now));
    }

    private void Arm(long deadline) =>
        _timer.Set(
            _clock.Time, static state => ((DeadlineTimer)state!).OnTimer(), this,
            TimeSpan.FromMilliseconds(Math.Clamp(deadline - _clock.Now, 0, int.MaxValue)));
}
