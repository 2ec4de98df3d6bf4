namespace PeerRpc.Chaos.Contracts;

/// <summary>Tells that a peer of a crowd can be reached.</summary>
[PeerController("/chaos/presence")]
public interface IPresence
{
    Task<bool> IsHere();
}
