using PeerRpc.TestKit;

namespace PeerRpc.Core.Tests.Endpoints;

/// <summary>A clock whose timestamps lag behind its timers by a thousandth, as a system's may by a tick.</summary>
/// <param name="timers">The timers' clock.</param>
internal sealed class LaggingClock(ManualClock timers) : TimeProvider
{
    private readonly long _start = timers.GetTimestamp();

    public override long TimestampFrequency => timers.TimestampFrequency;

    public override long GetTimestamp() => _start + ((timers.GetTimestamp() - _start) / 1000 * 999);

    public override DateTimeOffset GetUtcNow() => timers.GetUtcNow();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        timers.CreateTimer(callback, state, dueTime, period);
}
