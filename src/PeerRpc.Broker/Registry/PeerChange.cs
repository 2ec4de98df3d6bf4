namespace PeerRpc.Broker.Registry;

/// <summary>A peer that has changed.</summary>
/// <param name="PeerId">Its id.</param>
/// <param name="Peer">What is known of it now; null if there is none any more.</param>
internal sealed record PeerChange(string PeerId, PeerListing? Peer);
