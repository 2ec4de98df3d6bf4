using PeerRpc.Core.Connections;

namespace PeerRpc.Core.Tests.Fakes;

/// <summary>Keeps work until a test runs it, on the thread of the test.</summary>
internal sealed class ManualScheduler : WorkScheduler
{
    private readonly WorkQueue _work = new();

    public int Count => _work.Count;

    public override void Defer(IThreadPoolWorkItem work) => _work.Defer(work);

    public override void DeferForgotten(IThreadPoolWorkItem work)
    {
        lock (_work)
            _work.Defer(work);
    }

    // The test decides when what runs.
    public override void Watch(IStallable work)
    {
    }

    public override void WaitForPulse(object monitor) => _work.RunAll();

    public void RunAll() => _work.RunAll();
}
