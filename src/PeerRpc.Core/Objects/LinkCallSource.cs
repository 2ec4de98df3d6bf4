using PeerRpc.Core.Calls;

namespace PeerRpc.Core.Objects;

/// <summary>The one link on which a remote object can be called.</summary>
internal sealed class LinkCallSource(OutgoingCalls calls, string targetId) : IOutgoingCallSource
{
    public string TargetId => targetId;

    public OutgoingCalls GetCalls() => calls.HasEnded
        ? throw new PeerGoneException("The link has ended over which the object could be called.", Executed.No)
        : calls;
}
