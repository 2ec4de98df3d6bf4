namespace PeerRpc.Simulations.Runs;

/// <summary>Something that must not be.</summary>
/// <param name="Rule">Which rule it breaks.</param>
/// <param name="Text">What happened, and the events that prove it.</param>
internal sealed record SeedViolation(string Rule, string Text);
