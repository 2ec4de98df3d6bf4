using PeerRpc.Core.Connections;

namespace PeerRpc.Core.Tests.Fakes;

/// <summary>Keeps deferred work until a test runs it.</summary>
internal sealed class WorkQueue : IWorkSink
{
    private readonly Queue<IThreadPoolWorkItem> _work = new();

    public int Count => _work.Count;

    public void Defer(IThreadPoolWorkItem work) => _work.Enqueue(work);

    /// <summary>Runs the last work first, as a thread pool may.</summary>
    public void RunAllBackwards()
    {
        IThreadPoolWorkItem[] work = [.. _work.Reverse()];
        _work.Clear();
        foreach (IThreadPoolWorkItem item in work)
            item.Execute();
    }

    public void RunAll()
    {
        while (_work.TryDequeue(out IThreadPoolWorkItem? work))
            work.Execute();
    }
}
