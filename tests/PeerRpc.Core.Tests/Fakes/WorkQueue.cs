using PeerRpc.Core.Connections;

namespace PeerRpc.Core.Tests.Fakes;

/// <summary>Keeps deferred work until a test runs it.</summary>
internal sealed class WorkQueue : IWorkSink
{
    private readonly Queue<IThreadPoolWorkItem> _work = new();

    public int Count => _work.Count;

    public void Defer(IThreadPoolWorkItem work) => _work.Enqueue(work);

    public void RunAll()
    {
        while (_work.TryDequeue(out IThreadPoolWorkItem? work))
            work.Execute();
    }
}
