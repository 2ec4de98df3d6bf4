using PeerRpc.Chaos.Contracts;

namespace PeerRpc.Chaos.Load;

/// <summary>Whom a call goes to.</summary>
/// <param name="Peer">The peer, as the client sees it now.</param>
/// <param name="Workshop">What it serves.</param>
/// <param name="Target">Its number.</param>
/// <param name="Lane">The order of the calls to it.</param>
internal sealed record CallSite(RemotePeer Peer, IWorkshop Workshop, int Target, Lane Lane);
