namespace PeerRpc.Core.Registration;

/// <summary>A client asks for a peer id.</summary>
/// <param name="PeerId">The id.</param>
/// <param name="Key">
/// Random bytes that stay the same for the life of the process: with them the id can be taken over by the same process
/// on a new connection.
/// </param>
/// <param name="Generation">Rises with every connection of the process; the highest one holds the id.</param>
internal sealed record RegisterRequest(string PeerId, byte[] Key, long Generation)
{
    /// <summary>How many bytes the key has.</summary>
    public const int KeyLength = 32;
}
