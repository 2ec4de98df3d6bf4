using System.Collections.Concurrent;

namespace PeerRpc.Core.Connections;

/// <summary>Has work run by the thread pool.</summary>
internal sealed class PoolScheduler : WorkScheduler
{
    // Brokers choose the period; one that chose another each time must not make this side keep them all.
    private const int MostRounds = 64;

    private readonly ConcurrentDictionary<TimeSpan, LivenessRounds> _rounds = new();

    public override void Defer(IThreadPoolWorkItem work) =>
        ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: false);

    public override void DeferForgotten(IThreadPoolWorkItem work) => Defer(work);

    public override void Watch(IStallable work) => StallWatch.Shared.Add(work);

    /// <remarks>Those of the system's clock are the same for all clients of the process.</remarks>
    public override LivenessRounds GetRounds(TimeSpan period, TimeProvider time)
    {
        if (time != TimeProvider.System)
            return base.GetRounds(period, time);
        if (_rounds.TryGetValue(period, out LivenessRounds? known))
            return known;
        return _rounds.Count < MostRounds
            ? _rounds.GetOrAdd(period, static period => new LivenessRounds(period, TimeProvider.System))
            : base.GetRounds(period, time);
    }

    public override void WaitForPulse(object monitor) => Monitor.Wait(monitor);
}
