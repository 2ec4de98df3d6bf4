namespace PeerRpc.Core.Frames;

/// <summary>One thing that the broker says about a principal.</summary>
/// <param name="Type">The claim's type, as in <see cref="System.Security.Claims.ClaimTypes"/>.</param>
/// <param name="Value">Its value.</param>
internal readonly record struct StampedClaim(string Type, string Value);
