using PeerRpc.Core.Connections;

namespace PeerRpc.Core.Tests.Calls;

/// <summary>Counts what is deferred, and never runs it.</summary>
internal sealed class CountingSink : IWorkSink
{
    public int Count { get; private set; }

    public void Defer(IThreadPoolWorkItem work) => Count++;
}
