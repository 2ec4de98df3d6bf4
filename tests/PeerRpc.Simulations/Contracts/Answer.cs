namespace PeerRpc.Simulations.Contracts;

/// <summary>A result with a payload.</summary>
/// <param name="Value">The number of the ticket.</param>
/// <param name="Payload">The <see cref="Pattern"/> of its complement.</param>
public sealed record Answer(long Value, byte[] Payload);
