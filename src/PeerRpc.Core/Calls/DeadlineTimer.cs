using PeerRpc.Core.Connections;
using PeerRpc.Core.Links;

namespace PeerRpc.Core.Calls;

/// <summary>One timer for the deadlines of a whole link.</summary>
/// <remarks>
/// It is set to the earliest deadline that has been seen, and never set back when that call ends: calls nearly always
/// end long before, and so a call costs a comparison instead of a timer of its own.
/// </remarks>
/// <param name="link">The link, on whose clock deadlines are given.</param>
/// <param name="owner">Told when the earliest one has passed.</param>
internal sealed class DeadlineTimer(Link link, IDeadlines owner) : IDisposable
{
    private LazyTimer _timer; // guarded by Link.Gate
    private long _next = long.MaxValue; // written under Link.Gate

    /// <summary>Sees to it that a deadline is noticed; <see cref="long.MaxValue"/> for none.</summary>
    public void Watch(long deadline)
    {
        if (deadline >= Volatile.Read(ref _next))
            return;
        lock (link.Gate)
        {
            if (deadline >= _next)
                return;
            Volatile.Write(ref _next, deadline);
            Arm(deadline);
        }
    }

    public void Dispose()
    {
        lock (link.Gate)
            _timer.Dispose();
    }

    private void OnTimer()
    {
        lock (link.Gate)
            Volatile.Write(ref _next, long.MaxValue);
        Watch(owner.OnDeadline(link.Clock.Now));
    }

    private void Arm(long deadline) =>
        _timer.Set(
            link.Clock.Time, static state => ((DeadlineTimer)state!).OnTimer(), this,
            TimeSpan.FromMilliseconds(Math.Clamp(deadline - link.Clock.Now, 0, int.MaxValue)));
}
