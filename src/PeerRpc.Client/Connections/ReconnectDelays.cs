using PeerRpc.Core.Randomness;

namespace PeerRpc.Client.Connections;

/// <summary>How long a client waits before each attempt to connect again.</summary>
/// <remarks>
/// Full jitter: each wait is a random part of a span that grows fivefold. Clients that have lost the same broker come
/// back spread over that span, and not all at once. A span that doubles keeps many of them on short waits for seconds:
/// after an outage of two, ten times as many as on average come in one tenth of a second (decision 0017).
/// </remarks>
/// <param name="shortest">The first span.</param>
/// <param name="longest">The longest one.</param>
/// <param name="random">Where chance comes from.</param>
internal sealed class ReconnectDelays(TimeSpan shortest, TimeSpan longest, RandomSource random)
{
    private const double Growth = 5;

    private int _failures;

    /// <summary>The next wait.</summary>
    /// <param name="advice">What the broker has asked for, if anything; never less than that.</param>
    public TimeSpan Next(TimeSpan? advice)
    {
        double span = Math.Min(longest.Ticks, shortest.Ticks * Math.Pow(Growth, _failures++));
        return (advice ?? TimeSpan.Zero) + TimeSpan.FromTicks((long)(span * random.NextDouble()));
    }

    /// <summary>A connection has been made.</summary>
    public void Reset() => _failures = 0;
}
