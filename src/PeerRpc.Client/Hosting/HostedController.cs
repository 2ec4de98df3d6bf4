using Microsoft.Extensions.DependencyInjection;

namespace PeerRpc.Client.Hosting;

/// <summary>A controller that the host's client serves from its start.</summary>
/// <param name="Register">Registers it.</param>
internal sealed record HostedController(Func<PeerClient, IServiceScopeFactory, IDisposable> Register);
