using PeerRpc.Core.Calls;

namespace PeerRpc.Core.Objects;

/// <summary>
/// What the proxies of a remote object hold, and every call that they make while it is under way. When nothing holds it
/// any more, nobody can call the object, and its owner is told.
/// </summary>
internal sealed class ObjectReference(RemoteObject target) : IObjectReference
{
    ~ObjectReference() => ThreadPool.UnsafeQueueUserWorkItem(target, preferLocal: false);

    public bool IsReleased => target.IsReleased;

    public void Release()
    {
        GC.SuppressFinalize(this);
        target.Execute();
    }
}
