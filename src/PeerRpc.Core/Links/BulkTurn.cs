namespace PeerRpc.Core.Links;

/// <summary>What a turn of an <see cref="IBulkSource"/> came to.</summary>
/// <param name="Written">How many bytes it wrote.</param>
/// <param name="HasMore">Whether it wants another turn.</param>
/// <param name="IsHeld">Whether there was no credit or no room for its next frame: nobody can write now.</param>
internal readonly record struct BulkTurn(int Written, bool HasMore, bool IsHeld = false)
{
    public static BulkTurn Held(int written) => new(written, HasMore: true, IsHeld: true);
}
