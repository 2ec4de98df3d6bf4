namespace PeerRpc.Chaos.Load;

/// <summary>Spreads calls over time.</summary>
/// <param name="perSecond">How many of them there are in a second.</param>
/// <param name="time">The clock.</param>
internal sealed class Pace(double perSecond, TimeProvider time)
{
    // What could not be called during an outage is not made up for: it would be a load of its own.
    private static readonly TimeSpan MostBehind = TimeSpan.FromMilliseconds(200);

    private readonly long _start = time.GetTimestamp();
    private TimeSpan _due;

    /// <summary>Waits for the moment of the next call.</summary>
    public Task NextAsync(CancellationToken cancellationToken)
    {
        TimeSpan now = time.GetElapsedTime(_start);
        _due += TimeSpan.FromSeconds(1 / perSecond);
        if (_due < now - MostBehind)
            _due = now - MostBehind;
        TimeSpan wait = _due - now;
        // Timers are not finer than a millisecond; what is due within it is called at once.
        return wait < TimeSpan.FromMilliseconds(1)
            ? Task.CompletedTask
            : Task.Delay(wait, time, cancellationToken);
    }
}
