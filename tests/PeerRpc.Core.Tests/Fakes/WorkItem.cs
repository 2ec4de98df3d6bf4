namespace PeerRpc.Core.Tests.Fakes;

/// <summary>A test's own code as a work item.</summary>
internal sealed class WorkItem(Action run) : IThreadPoolWorkItem
{
    public void Execute() => run();
}
