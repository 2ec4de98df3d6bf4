namespace PeerRpc.Core.Frames;

/// <summary>
/// The kinds of connection frames (one hop, between a client and a broker). The numbers are the wire's.
/// </summary>
internal enum FrameKind : byte
{
    Hello = 1,
    Welcome = 2,
    Authenticate = 3,
    OpenRoute = 4,
    RouteOpened = 5,
    RouteRefused = 6,
    CloseRoute = 7,
    Data = 8,
    Ping = 9,
    Pong = 10,
    Drain = 11,
    Goodbye = 12,
}
