using PeerRpc.Core.Calls;
using PeerRpc.Core.Links;
using PeerRpc.Core.Randomness;

namespace PeerRpc.Core.Endpoints;

/// <summary>What the links of one client, or of one broker, are made with.</summary>
/// <param name="Instance">Names this process instance to the other ends.</param>
/// <param name="Settings">The sizes.</param>
/// <param name="Calls">What calls are served with.</param>
/// <param name="Random">Where nonces and delays come from.</param>
internal sealed record EndpointServices(Guid Instance, LinkSettings Settings, CallServices Calls, RandomSource Random)
{
    /// <summary>Makes the nonce of a hello, which nobody can guess.</summary>
    public byte[] NewNonce() => Random.GetBytes(LinkHello.NonceLength);
}
