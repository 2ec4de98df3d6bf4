namespace PeerRpc.Core.Links;

/// <summary>What one side of a link accepts; the other side keeps to it by itself.</summary>
/// <param name="Message">The largest message, in bytes.</param>
/// <param name="Calls">
/// How many calls may be unfinished; calls made from inside a call have as many of their own.
/// </param>
/// <param name="Streams">How many streams may be open.</param>
internal readonly record struct LinkLimits(uint Message, uint Calls, uint Streams);
