using PeerRpc.Broker.Sessions;

namespace PeerRpc.Broker.Registry;

/// <summary>A session that asks for a peer id, or has it.</summary>
/// <param name="Session">The session.</param>
/// <param name="PeerId">The id.</param>
/// <param name="Owner">On whose behalf.</param>
/// <param name="Since">Since when, in UTC.</param>
internal sealed record PeerClaim(BrokerSession Session, string PeerId, PeerOwner Owner, DateTime Since);
