namespace PeerRpc.Core.Frames;

/// <summary>A route is refused, by the broker or by the acceptor.</summary>
/// <param name="Code">Why.</param>
/// <param name="Origin">Who refused.</param>
/// <param name="RetryAfter">When to try again; zero for no advice.</param>
/// <param name="Message">Why, for people.</param>
internal readonly record struct RouteRefusedFrame(
    PeerErrorCode Code, PeerErrorOrigin Origin, TimeSpan RetryAfter, string Message) : IWireFrame
{
    public static FrameKind Kind => FrameKind.RouteRefused;

    public void Write(WireWriter writer) => writer
        .Byte((byte)Code).Byte((byte)Origin).UInt32((uint)RetryAfter.TotalMilliseconds).Message(Message);

    public static bool TryRead(ReadOnlySpan<byte> body, out RouteRefusedFrame frame)
    {
        var reader = new WireReader(body);
        frame = new RouteRefusedFrame(
            ((PeerErrorCode)reader.Byte()).ToListed(), ((PeerErrorOrigin)reader.Byte()).ToListed(),
            TimeSpan.FromMilliseconds(reader.UInt32()), reader.Text(WireLimits.Message));
        return reader.IsAtEnd;
    }
}
