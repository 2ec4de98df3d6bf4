using PeerRpc.CodeGeneration;

namespace PeerRpc.Broker.Endpoints;

/// <summary>A controller with its contract as a type, so that its dispatcher can be made without reflection.</summary>
internal sealed class BrokerController<TContract, TImplementation>(PeerContract<TContract> contract)
    : BrokerController(contract, typeof(TImplementation))
    where TContract : class
    where TImplementation : class, TContract
{
    public new PeerContract<TContract> Contract { get; } = contract;
}
