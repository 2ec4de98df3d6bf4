using System.Security.Claims;
using PeerRpc.Core.Transports;
using PeerRpc.Testing.Simulation.Engine;

namespace PeerRpc.Testing.Simulation.Network;

/// <summary>Connects a process to the brokers of the simulation, at addresses of the scheme <c>sim</c>.</summary>
/// <param name="network">The network.</param>
/// <param name="process">The process.</param>
/// <param name="principal">Who the brokers are to take it for, unless it sends a token.</param>
internal sealed class SimulatedConnector(
    SimulatedNetwork network, SimulatedProcess process, ClaimsPrincipal principal)
    : IPeerConnector
{
    public bool CanConnect(Uri address) => address.Scheme == SimulatedNetwork.Scheme;

    public async ValueTask<ConnectedTransport> ConnectAsync(
        Uri address, string? accessToken, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var attempt = new ConnectAttempt(process, address.Host, principal);
        network.Begin(attempt);
        return new ConnectedTransport(
            await attempt.WaitAsync(cancellationToken).ConfigureAwait(false), TokenSent: false);
    }
}
