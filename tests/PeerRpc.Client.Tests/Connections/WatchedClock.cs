using System.Collections.Concurrent;

namespace PeerRpc.Client.Tests.Connections;

/// <summary>The system's clock, which writes down how long the waits are that it is asked for.</summary>
internal sealed class WatchedClock : TimeProvider
{
    private readonly ConcurrentQueue<TimeSpan> _waits = new();

    public IReadOnlyCollection<TimeSpan> Waits => _waits;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _waits.Enqueue(dueTime);
        return base.CreateTimer(callback, state, dueTime, period);
    }
}
