namespace PeerRpc.Generators.Codecs;

/// <summary>What a contract says about an observable whose reader is too slow.</summary>
/// <param name="Buffer">How many items may wait; 0 for the default.</param>
/// <param name="Overflow">What happens when they all wait, as C#; null for the default.</param>
internal sealed record StreamOptionsModel(int Buffer, string? Overflow);
