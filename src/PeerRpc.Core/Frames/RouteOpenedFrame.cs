namespace PeerRpc.Core.Frames;

/// <summary>A client accepts a route; the broker passes it on with the acceptor's stamp.</summary>
/// <param name="AcceptorKey">
/// The acceptor's principal key; the broker overwrites whatever a client puts here.
/// </param>
/// <param name="Hello">The acceptor's first link frame.</param>
internal readonly record struct RouteOpenedFrame(string AcceptorKey, ReadOnlyMemory<byte> Hello) : IWireFrame
{
    public static FrameKind Kind => FrameKind.RouteOpened;

    public void Write(WireWriter writer) => writer.Text(AcceptorKey).Bytes(Hello.Span);

    public static bool TryRead(ReadOnlySpan<byte> body, out RouteOpenedFrame frame)
    {
        var reader = new WireReader(body);
        frame = new RouteOpenedFrame(
            reader.Text(PrincipalStamp.MaxClaimBytes), reader.Bytes(WireLimits.HandshakeFrame).ToArray());
        return reader.IsAtEnd;
    }
}
