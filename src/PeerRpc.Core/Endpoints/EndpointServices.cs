using PeerRpc.Core.Calls;
using PeerRpc.Core.Links;

namespace PeerRpc.Core.Endpoints;

/// <summary>What the links of one client, or of one broker, are made with.</summary>
/// <param name="Instance">Names this process instance to the other ends.</param>
/// <param name="Settings">The sizes.</param>
/// <param name="Calls">What calls are served with.</param>
/// <param name="NewNonce">Makes 32 random bytes that nobody can guess.</param>
internal sealed record EndpointServices(
    Guid Instance, LinkSettings Settings, CallServices Calls, Func<byte[]> NewNonce);
