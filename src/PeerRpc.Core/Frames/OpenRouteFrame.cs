namespace PeerRpc.Core.Frames;

/// <summary>A client asks its broker for a route to a peer.</summary>
/// <param name="TargetId">The peer; empty for the broker itself.</param>
/// <param name="OpenerId">Which of its own ids it calls as; empty if it has none.</param>
/// <param name="Wait">How long the broker may wait for a target that is on its way back.</param>
/// <param name="Hello">The link's first frame, which rides along.</param>
internal readonly record struct OpenRouteFrame(
    string TargetId, string OpenerId, TimeSpan Wait, ReadOnlyMemory<byte> Hello) : IWireFrame
{
    public static FrameKind Kind => FrameKind.OpenRoute;

    public void Write(WireWriter writer) => writer
        .Text(TargetId).Text(OpenerId).UInt32((uint)Wait.TotalMilliseconds).Bytes(Hello.Span);

    public static bool TryRead(ReadOnlySpan<byte> body, out OpenRouteFrame frame)
    {
        var reader = new WireReader(body);
        frame = new OpenRouteFrame(
            reader.Text(WireLimits.Name), reader.Text(WireLimits.Name), TimeSpan.FromMilliseconds(reader.UInt32()),
            reader.Bytes(WireLimits.HandshakeFrame).ToArray());
        return reader.IsAtEnd;
    }
}
