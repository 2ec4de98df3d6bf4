namespace PeerRpc.Core.Connections;

/// <summary>How long connections may be silent.</summary>
/// <param name="PingAfter">A ping is sent after this much silence.</param>
/// <param name="DeadAfter">A connection is closed after this much silence, or stagnation.</param>
/// <param name="IsAwaited">Whether somebody waits for an answer now; null if nobody ever does.</param>
internal sealed record LivenessTimes(TimeSpan PingAfter, TimeSpan DeadAfter, Func<bool>? IsAwaited = null)
{
    // How much sooner a silence is noticed while somebody waits: with 25 s that is 10 s.
    private const double Impatience = 0.4;

    // In each of the spans before and after the ping; it is one of these that a connection may be cut too soon by.
    private const int Checks = 4;

    // A client leaves the first ping to the broker, which has thousands of them to send and sends many at a time.
    private const double AfterTheBroker = 1.25;

    // The times may be the other side's, which must not be able to keep this one busy.
    private static readonly TimeSpan ShortestPeriod = TimeSpan.FromMilliseconds(10);

    /// <summary>How often a connection is checked.</summary>
    public TimeSpan Period { get; } = PeriodOf(
        PingAfter < DeadAfter - PingAfter ? PingAfter : DeadAfter - PingAfter, IsAwaited is null ? 1 : Impatience);

    /// <summary>How much of the times holds now.</summary>
    public double Patience => IsAwaited is not null && IsAwaited() ? Impatience : 1;

    /// <summary>What holds for a client of a broker.</summary>
    /// <param name="pingAfter">When the broker pings.</param>
    /// <param name="deadAfter">When either side gives up.</param>
    /// <param name="isAwaited">Whether a call waits for an answer now.</param>
    public static LivenessTimes OfClient(TimeSpan pingAfter, TimeSpan deadAfter, Func<bool> isAwaited)
    {
        TimeSpan latest = pingAfter + ((deadAfter - pingAfter) / 2);
        TimeSpan later = pingAfter * AfterTheBroker;
        return new LivenessTimes(later < latest ? later : latest, deadAfter, isAwaited);
    }

    private static TimeSpan PeriodOf(TimeSpan shorter, double patience)
    {
        TimeSpan period = shorter / Checks * patience;
        return period > ShortestPeriod ? period : ShortestPeriod;
    }
}
