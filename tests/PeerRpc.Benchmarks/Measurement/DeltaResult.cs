namespace PeerRpc.Benchmarks.Measurement;

/// <summary>How long watchers took to learn of changes.</summary>
/// <param name="Count">How many have learned of a change, over all changes.</param>
/// <param name="P50Milliseconds">What half of them took at most.</param>
/// <param name="P99Milliseconds">What all but one in a hundred took at most.</param>
internal sealed record DeltaResult(int Count, double P50Milliseconds, double P99Milliseconds);
