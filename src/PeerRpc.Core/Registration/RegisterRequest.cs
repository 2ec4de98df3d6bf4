using System.Text.Json.Serialization;
using PeerRpc.Core.Discovery;

namespace PeerRpc.Core.Registration;

/// <summary>A client asks for a peer id.</summary>
/// <param name="PeerId">The id.</param>
/// <param name="Key">
/// Random bytes that stay the same for the life of the process: with them the id can be taken over by the same process
/// on a new connection.
/// </param>
/// <param name="Generation">Rises with every connection of the process; the highest one holds the id.</param>
/// <param name="Description">
/// What the client tells of itself: it is known before the id is. Null for what has been told already.
/// </param>
internal sealed record RegisterRequest(
    string PeerId,
    byte[] Key,
    long Generation,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PeerDescription? Description = null)
{
    /// <summary>How many bytes the key has.</summary>
    public const int KeyLength = 32;
}
