using PeerRpc.Core.Calls;
using PeerRpc.Core.Streams;

namespace PeerRpc.Core.Objects;

/// <summary>
/// What the proxies of a remote object hold, and every call that they make and every stream of its result while it is
/// under way. When nothing holds it any more, nobody can call the object, and its owner is told.
/// </summary>
internal sealed class ObjectReference(RemoteObject target) : IObjectReference
{
    private readonly AbandonmentGuard _guard = new(target, target.Work);

    public bool IsReleased => target.IsReleased;

    public void Release()
    {
        _guard.Disarm();
        target.Execute();
    }
}
