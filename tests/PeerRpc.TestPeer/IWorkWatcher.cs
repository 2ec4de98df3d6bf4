namespace PeerRpc.TestPeer;

/// <summary>What the caller serves: it is told that its call has been entered.</summary>
[PeerController("/work/watcher")]
public interface IWorkWatcher
{
    Task Entered();
}
