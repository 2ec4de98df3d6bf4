using PeerRpc.Core.Discovery;
using PeerRpc.Core.Frames;

namespace PeerRpc.Broker.Registry;

/// <summary>What is known of a peer at a moment. It never changes.</summary>
/// <param name="PeerId">Its id.</param>
/// <param name="State">Whether it can be reached.</param>
/// <param name="Since">Since when, in UTC.</param>
/// <param name="Stamp">Who stands behind it.</param>
/// <param name="Description">What it has told of itself; null for nothing.</param>
internal sealed record PeerListing(
    string PeerId, PeerState State, DateTime Since, PrincipalStamp Stamp, PeerDescription? Description);
