namespace PeerRpc.Chaos.Load;

/// <summary>One kind of calls of a load.</summary>
/// <param name="Share">Which part of all calls it is, as a weight.</param>
/// <param name="Loops">How many of them may be under way.</param>
/// <param name="RunAsync">Makes one, and waits for its outcome.</param>
internal sealed record LoadPart(double Share, int Loops, Func<CallSite, Random, Task> RunAsync);
