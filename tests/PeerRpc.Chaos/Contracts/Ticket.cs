namespace PeerRpc.Chaos.Contracts;

/// <summary>The first argument of every call: what histories know it by.</summary>
/// <param name="Call">Names the call in the whole run.</param>
/// <param name="Value">A random number, which comes back as the result.</param>
public sealed record Ticket(long Call, long Value);
