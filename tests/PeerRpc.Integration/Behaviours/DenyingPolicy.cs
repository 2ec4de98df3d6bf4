using PeerRpc.Broker;

namespace PeerRpc.Integration.Behaviours;

/// <summary>Keeps to the base class, which allows nothing.</summary>
internal sealed class DenyingPolicy : PeerPolicy;
