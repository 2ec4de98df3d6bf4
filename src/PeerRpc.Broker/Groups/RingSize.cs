namespace PeerRpc.Broker.Groups;

/// <summary>What a ring keeps.</summary>
/// <param name="Count">How many messages.</param>
/// <param name="Bytes">How many bytes of them.</param>
internal readonly record struct RingSize(int Count, long Bytes);
