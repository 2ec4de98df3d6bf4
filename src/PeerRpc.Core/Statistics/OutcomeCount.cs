namespace PeerRpc.Core.Statistics;

/// <summary>How many calls have ended in a way.</summary>
/// <param name="Code">The number of the error code; 0 for success.</param>
/// <param name="Count">How many.</param>
internal sealed record OutcomeCount(int Code, long Count);
