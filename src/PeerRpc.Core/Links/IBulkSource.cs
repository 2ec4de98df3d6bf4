namespace PeerRpc.Core.Links;

/// <summary>
/// Something that has more to send than one frame, and that takes turns with others. Under the link's gate.
/// </summary>
internal interface IBulkSource
{
    /// <summary>Writes its next frames, up to about one chunk.</summary>
    /// <param name="sender">Takes them.</param>
    /// <returns>What its turn came to.</returns>
    BulkTurn WriteTurn(LinkSender sender);
}
