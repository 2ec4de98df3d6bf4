using PeerRpc.CodeGeneration;

namespace PeerRpc.Broker.Endpoints;

/// <summary>A controller that the application has put on the broker.</summary>
/// <param name="contract">Its contract.</param>
/// <param name="implementationType">What is resolved from the services to serve a call.</param>
internal abstract class BrokerController(PeerContract contract, Type implementationType)
{
    public PeerContract Contract { get; } = contract;

    public Type ImplementationType { get; } = implementationType;
}
