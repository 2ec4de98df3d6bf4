namespace PeerRpc.Core.Links;

/// <summary>Where bulk that may be written gets its turns. Guarded by the link's gate.</summary>
internal interface IBulkTurns
{
    /// <summary>Gives a source its turns, at the next draining.</summary>
    void Add(IBulkSource source);
}
