using Microsoft.Extensions.DependencyInjection;
using PeerRpc.CodeGeneration;
using PeerRpc.Core.Calls;
using PeerRpc.Serialization;

namespace PeerRpc.Broker.Endpoints;

/// <summary>A controller with its contract as a type, so that its dispatcher can be made without reflection.</summary>
internal sealed class BrokerController<TContract, TImplementation>(PeerContract<TContract> contract) : BrokerController
    where TContract : class
    where TImplementation : class, TContract
{
    public override ControllerEntry CreateEntry(PeerSerializer serializer, IServiceScopeFactory scopes) =>
        new ControllerEntry<TContract>(
            contract.Path, contract, serializer,
            ScopedControllers.PerCall<TContract>(
                scopes, static services => services.GetRequiredService<TImplementation>()));
}
