using System.Security.Claims;
using PeerRpc.Core.Transports;

namespace PeerRpc.Testing.Transports;

/// <summary>Connects clients to a broker in the same process.</summary>
/// <param name="listener">The broker's; no other address is connected to.</param>
/// <param name="principal">Who the broker takes the clients for, unless they send a token.</param>
internal sealed class MemoryConnector(MemoryListener listener, ClaimsPrincipal principal) : IPeerConnector
{
    public bool CanConnect(Uri address) => address == listener.Address;

    public ValueTask<ConnectedTransport> ConnectAsync(
        Uri address, string? accessToken, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<ConnectedTransport>(new ConnectedTransport(listener.Connect(principal), TokenSent: false));
    }
}
