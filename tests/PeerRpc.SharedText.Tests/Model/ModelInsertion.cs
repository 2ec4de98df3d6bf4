namespace PeerRpc.SharedText.Tests.Model;

/// <summary>The insertion of a character.</summary>
/// <param name="Id">Its name, and the character's.</param>
/// <param name="Character">The character.</param>
/// <param name="IsLeft">Whether it is a left child.</param>
/// <param name="Parent">Of which character; null for the start.</param>
/// <param name="RightOrigin">What stood behind it; null for the end.</param>
internal sealed record ModelInsertion(
    ModelId Id, char Character, bool IsLeft, ModelId? Parent, ModelId? RightOrigin) : ModelOperation(Id)
{
    public override IEnumerable<ModelId> Needs => new[] { Parent, RightOrigin }.OfType<ModelId>();
}
