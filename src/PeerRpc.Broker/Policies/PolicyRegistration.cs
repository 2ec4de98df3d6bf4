namespace PeerRpc.Broker.Policies;

/// <summary>One policy of the list that is asked; the services keep the list in the order of adding.</summary>
/// <param name="PolicyType">What is resolved for each verdict.</param>
internal sealed record PolicyRegistration(Type PolicyType);
