using PeerRpc.Core.Frames;

namespace PeerRpc.Core.Tests.Frames;

/// <summary>The connection frames that docs/protocol.md gives as examples.</summary>
internal static class FrameExamples
{
    public static readonly Guid Instance = new([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);

    private static readonly byte[] LinkHello = [1, 2, 3, 1];

    public static HelloFrame Hello => new(1, 1, true, Instance, "demo");

    public static AuthenticateFrame Authenticate => new("Bearer", "abc");

    public static WelcomeFrame Welcome => new(
        1, Instance, "s1", TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(25), TimeSpan.FromSeconds(30), 1024);

    public static OpenRouteFrame OpenRoute => new("bob", "alice", TimeSpan.Zero, LinkHello);

    public static IncomingRouteFrame IncomingRoute => new(
        "bob", "alice", new PrincipalStamp("K", "Bearer", [new StampedClaim("sub", "u1")]), LinkHello);

    public static RouteOpenedFrame RouteOpened => new("", LinkHello);

    public static RouteRefusedFrame RouteRefused => new(
        PeerErrorCode.PeerNotFound, PeerErrorOrigin.Broker, TimeSpan.Zero, "no");

    public static CloseRouteFrame CloseRoute => new(CloseReason.Left, "done");

    public static DrainFrame Drain => new(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10), "bye");

    public static GoodbyeFrame Goodbye => new(PeerErrorCode.Unavailable, TimeSpan.FromMilliseconds(500), "later");
}
