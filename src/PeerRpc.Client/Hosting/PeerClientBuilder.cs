using System.Diagnostics.CodeAnalysis;
using PeerRpc;
using PeerRpc.Client;
using PeerRpc.Client.Hosting;
using PeerRpc.CodeGeneration;
using PeerRpc.Core.Calls;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds to a hosted client what it serves.</summary>
public sealed class PeerClientBuilder
{
    internal PeerClientBuilder(IServiceCollection services) => Services = services;

    /// <summary>The application's services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Serves a controller, at the path that its contract names.</summary>
    /// <typeparam name="TContract">The interface, marked with <see cref="PeerControllerAttribute"/>.</typeparam>
    /// <typeparam name="TImplementation">
    /// What implements it. One that has been added to the services already keeps its lifetime there; otherwise each
    /// scope gets an instance of its own.
    /// </typeparam>
    /// <param name="scope">What a scope is made for; a call by default.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="InvalidOperationException">
    /// The contract has no generated code; the message says why.
    /// </exception>
    public PeerClientBuilder AddController<
        TContract,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TImplementation>(
        PeerControllerScope scope = PeerControllerScope.Call)
        where TContract : class
        where TImplementation : class, TContract
    {
        string path = PeerContracts.Get<TContract>().Path;
        if (!Services.Any(service => service.ServiceType == typeof(TImplementation) && !service.IsKeyedService))
            Services.AddScoped<TImplementation>();
        Services.AddSingleton(new HostedController((client, scopes) => client.Register(
            path,
            Activation<TContract>(scope, scopes, static services => services.GetRequiredService<TImplementation>()))));
        return this;
    }

    private static Func<IncomingCall, ControllerTarget<TContract>> Activation<TContract>(
        PeerControllerScope scope, IServiceScopeFactory scopes, Func<IServiceProvider, TContract> resolve)
        where TContract : class =>
        scope == PeerControllerScope.Link
            ? ScopedControllers.PerLink(scopes, resolve)
            : ScopedControllers.PerCall(scopes, resolve);
}
