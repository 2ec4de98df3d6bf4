namespace PeerRpc.SharedText.Tests.Model;

/// <summary>The deletion of a character.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Target">The character.</param>
internal sealed record ModelDeletion(ModelId Id, ModelId Target) : ModelOperation(Id)
{
    public override IEnumerable<ModelId> Needs => [Target];
}
