namespace PeerRpc.Core.Frames;

/// <summary>Ends a route on one hop; whoever gets it first sends it back, and then the label is free.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Message">Why, for people.</param>
internal readonly record struct CloseRouteFrame(CloseReason Reason, string Message) : IWireFrame
{
    public static FrameKind Kind => FrameKind.CloseRoute;

    public void Write(WireWriter writer) => writer.Byte((byte)Reason).Message(Message);

    public static bool TryRead(ReadOnlySpan<byte> body, out CloseRouteFrame frame)
    {
        var reader = new WireReader(body);
        frame = new CloseRouteFrame(((CloseReason)reader.Byte()).ToListed(), reader.Text(WireLimits.Message));
        return reader.IsAtEnd;
    }
}
