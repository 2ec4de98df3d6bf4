namespace PeerRpc.Benchmarks.Relay;

/// <summary>Where a label of one connection leads.</summary>
/// <param name="Target">The other connection.</param>
/// <param name="Label">The label there.</param>
internal readonly record struct RelayRoute(RelayConnection Target, uint Label);
