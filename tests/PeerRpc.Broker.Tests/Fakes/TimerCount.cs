namespace PeerRpc.Broker.Tests.Fakes;

/// <summary>Counts timers, none of which fires.</summary>
internal sealed class TimerCount : TimeProvider
{
    public int Created { get; private set; }

    public int Set { get; private set; }

    public override long GetTimestamp() => 0;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Created++;
        Set++;
        return new Timer(this);
    }

    private sealed class Timer(TimerCount count) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            count.Set++;
            return true;
        }

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => default;
    }
}
