namespace PeerRpc.SharedText.Tests.Model;

/// <summary>One operation on one character.</summary>
/// <param name="Id">Its name.</param>
internal abstract record ModelOperation(ModelId Id)
{
    /// <summary>What has to be there before.</summary>
    public abstract IEnumerable<ModelId> Needs { get; }
}
