using PeerRpc.Broker.Registry;
using PeerRpc.Broker.Sessions;
using PeerRpc.Core.Calls;
using PeerRpc.Core.Faults;
using PeerRpc.Core.Registration;

namespace PeerRpc.Broker.Endpoints;

/// <summary>The registry, as clients call it.</summary>
internal sealed class RegistryController(PeerRegistry registry) : IRegistryController
{
    public async Task RegisterAsync(RegisterRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await registry.RegisterAsync(CurrentSession(), request, cancellationToken);
        }
        catch (PeerRpcException refused)
        {
            throw new RefusalException(refused.Code, refused.Message) { RetryAfter = refused.RetryAfter };
        }
    }

    public Task UnregisterAsync(string peerId, CancellationToken cancellationToken)
    {
        registry.Unregister(CurrentSession(), peerId);
        return Task.CompletedTask;
    }

    private static BrokerSession CurrentSession() => ((IncomingCall)PeerCall.Current!).Session<BrokerSession>();
}
