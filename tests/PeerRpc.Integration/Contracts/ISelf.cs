namespace PeerRpc.Integration.Contracts;

/// <summary>Tells a caller what the broker knows of it.</summary>
[PeerController("/self")]
public interface ISelf
{
    /// <summary>The ids that the caller has registered.</summary>
    Task<string[]> PeerIds(PeerCall? call = null);
}
