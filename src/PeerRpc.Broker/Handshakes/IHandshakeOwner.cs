using System.Security.Claims;
using PeerRpc.Broker.Principals;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Frames;

namespace PeerRpc.Broker.Handshakes;

/// <summary>Whose connection it is that shakes hands.</summary>
internal interface IHandshakeOwner
{
    /// <summary>Checks a token; does not throw.</summary>
    Task<TokenOutcome> AuthenticateAsync(AuthenticateFrame frame, CancellationToken cancellationToken);

    /// <summary>Takes the client over, before it is welcomed.</summary>
    /// <returns>Takes all later frames; null if the client was refused, and the connection is being closed.</returns>
    IFrameSink? Accept(ClaimsPrincipal principal);

    /// <summary>Sends Welcome: from now on the client may send whatever it likes.</summary>
    void Welcome();
}
