using PeerRpc.Core.Calls;
using PeerRpc.Core.Frames;

namespace PeerRpc.Core.Endpoints;

/// <summary>What names a link among those that this client has opened.</summary>
/// <param name="OpenerId">The id to call as; empty for none.</param>
/// <param name="TargetId">The peer to call; empty for the broker.</param>
internal readonly record struct LinkName(string OpenerId, string TargetId)
{
    /// <summary>The broker holds nothing that a link to itself could be resumed with.</summary>
    public bool LeadsToBroker => TargetId.Length == 0;

    /// <summary>The one who is called; what the broker says of him is that the id is his.</summary>
    public CallerIdentity Target =>
        new(LeadsToBroker ? null : TargetId, OpenerId, null, PrincipalStamp.Anonymous);
}
