using PeerRpc.Core.Frames;

namespace PeerRpc.Broker.Hosting;

/// <summary>Why the broker ends, or does not begin, connections that have done nothing wrong.</summary>
internal static class Farewells
{
    // Long enough that those who are refused cost next to nothing, and short enough that nobody is away for long.
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>To clients that are connected when it stops.</summary>
    public static GoodbyeFrame Stopping { get; } =
        new(PeerErrorCode.Unavailable, default, "The broker is stopping.");

    /// <summary>To clients that come while it stops: another broker may take them, or its successor.</summary>
    public static GoodbyeFrame NotHere { get; } = Stopping with { RetryAfter = RetryAfter };

    public static GoodbyeFrame TooManyHandshakes { get; } = new(
        PeerErrorCode.ResourceExhausted, RetryAfter, "Too many connections are within their handshake; try again.");

    public static GoodbyeFrame TooManyOfPrincipal { get; } = new(
        PeerErrorCode.ResourceExhausted, default, "You have too many connections to this broker.");
}
