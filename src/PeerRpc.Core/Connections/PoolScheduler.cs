namespace PeerRpc.Core.Connections;

/// <summary>Has work run by the thread pool.</summary>
internal sealed class PoolScheduler : WorkScheduler
{
    public override void Defer(IThreadPoolWorkItem work) =>
        ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: false);

    public override void DeferForgotten(IThreadPoolWorkItem work) => Defer(work);

    public override void Watch(IStallable work) => StallWatch.Shared.Add(work);

    public override void WaitForPulse(object monitor) => Monitor.Wait(monitor);
}
