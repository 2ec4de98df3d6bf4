using System.Security.Claims;
using PeerRpc.Core.Transports;
using PeerRpc.Testing.Simulation.Engine;

namespace PeerRpc.Testing.Simulation.Network;

/// <summary>Where a process accepts connections.</summary>
/// <param name="Process">The process.</param>
/// <param name="Accept">Serves one: its transport, who the client is, and from which node it comes.</param>
internal sealed record SimulatedListener(
    SimulatedProcess Process, Action<PeerTransport, ClaimsPrincipal, string> Accept);
