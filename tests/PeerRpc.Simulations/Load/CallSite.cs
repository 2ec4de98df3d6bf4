using PeerRpc.Simulations.Contracts;

namespace PeerRpc.Simulations.Load;

/// <summary>Whom a call goes to.</summary>
/// <param name="Peer">The peer, as the client sees it now.</param>
/// <param name="Workshop">What it serves.</param>
/// <param name="Target">Its number.</param>
/// <param name="Lane">The order of the calls to it; null if they are made as another id than the first.</param>
internal sealed record CallSite(RemotePeer Peer, IWorkshop Workshop, int Target, Lane? Lane);
