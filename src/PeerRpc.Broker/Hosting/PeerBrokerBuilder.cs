using System.Diagnostics.CodeAnalysis;
using PeerRpc;
using PeerRpc.Broker;
using PeerRpc.Broker.Auditing;
using PeerRpc.Broker.Endpoints;
using PeerRpc.Broker.Policies;
using PeerRpc.CodeGeneration;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds to a broker what the application brings along: policies and controllers.</summary>
public sealed class PeerBrokerBuilder
{
    internal PeerBrokerBuilder(IServiceCollection services) => Services = services;

    /// <summary>The application's services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Adds a policy. All policies must allow; they are asked in the order of these calls.</summary>
    /// <typeparam name="TPolicy">
    /// The policy. One that has been added to the services already keeps its lifetime there; otherwise each verdict
    /// gets an instance of its own scope.
    /// </typeparam>
    /// <returns>This builder.</returns>
    public PeerBrokerBuilder AddPolicy<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TPolicy>()
        where TPolicy : PeerPolicy
    {
        Services.AddSingleton(new PolicyRegistration(typeof(TPolicy)));
        if (!Services.Any(service => service.ServiceType == typeof(TPolicy) && !service.IsKeyedService))
            Services.AddScoped<TPolicy>();
        return this;
    }

    /// <summary>
    /// Adds a policy that allows everything to every client, whether or not it is authenticated: to register under any
    /// free id, to call and see every peer and every controller of the broker, to join every group and send to it. For
    /// trying out, and for networks where everybody who reaches the broker is trusted. With other policies, those
    /// decide: all must allow. A broker where nothing else decides logs a warning at the start.
    /// </summary>
    /// <returns>This builder.</returns>
    public PeerBrokerBuilder AllowEverything() => AddPolicy<OpenPolicy>();

    /// <summary>Adds a sink that is told what happens at the broker: who did what, to whom, when and why.</summary>
    /// <typeparam name="TSink">The sink; one instance for the life of the application.</typeparam>
    /// <returns>This builder.</returns>
    public PeerBrokerBuilder AddAuditSink<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSink>()
        where TSink : class, IPeerAuditSink
    {
        Services.AddSingleton<IPeerAuditSink, TSink>();
        return this;
    }

    /// <summary>Writes what happens at the broker to the application's log; see <see cref="PeerAuditLog"/>.</summary>
    /// <returns>This builder.</returns>
    public PeerBrokerBuilder AddAuditLog() => AddAuditSink<PeerAuditLog>();

    /// <summary>
    /// Puts a controller on the broker itself, where clients call it through <c>client.Broker</c>, if a policy allows
    /// it.
    /// </summary>
    /// <typeparam name="TContract">The interface, marked with <see cref="PeerControllerAttribute"/>.</typeparam>
    /// <typeparam name="TImplementation">
    /// What implements it. One that has been added to the services already keeps its lifetime there; otherwise each
    /// call gets an instance of its own scope.
    /// </typeparam>
    /// <returns>This builder.</returns>
    /// <exception cref="InvalidOperationException">
    /// The contract has no generated code; the message says why.
    /// </exception>
    public PeerBrokerBuilder AddController<
        TContract,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TImplementation>()
        where TContract : class
        where TImplementation : class, TContract
    {
        PeerContract<TContract> contract = PeerContracts.Get<TContract>();
        Services.AddSingleton<BrokerController>(new BrokerController<TContract, TImplementation>(contract));
        if (!Services.Any(service => service.ServiceType == typeof(TImplementation) && !service.IsKeyedService))
            Services.AddScoped<TImplementation>();
        return this;
    }
}
