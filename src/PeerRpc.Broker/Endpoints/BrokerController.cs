using Microsoft.Extensions.DependencyInjection;
using PeerRpc.Core.Calls;
using PeerRpc.Serialization;

namespace PeerRpc.Broker.Endpoints;

/// <summary>A controller that the application has put on the broker.</summary>
internal abstract class BrokerController
{
    /// <summary>Makes what serves its calls.</summary>
    public abstract ControllerEntry CreateEntry(PeerSerializer serializer, IServiceScopeFactory scopes);
}
