namespace PeerRpc.Core.Frames;

/// <summary>A broker offers a client a route that another client asked for; on the wire an OpenRoute.</summary>
/// <param name="TargetId">Which of the client's ids is called.</param>
/// <param name="OpenerId">The id of the peer that calls; empty if it has none. Stamped by the broker.</param>
/// <param name="Opener">Who it is. Stamped by the broker.</param>
/// <param name="Hello">The opener's first link frame.</param>
internal readonly record struct IncomingRouteFrame(
    string TargetId, string OpenerId, PrincipalStamp Opener, ReadOnlyMemory<byte> Hello) : IWireFrame
{
    public static FrameKind Kind => FrameKind.OpenRoute;

    public void Write(WireWriter writer)
    {
        writer.Text(TargetId).Text(OpenerId);
        Opener.Write(writer);
        writer.Bytes(Hello.Span);
    }

    public static bool TryRead(ReadOnlySpan<byte> body, out IncomingRouteFrame frame)
    {
        var reader = new WireReader(body);
        string target = reader.Text(WireLimits.Name);
        string openerId = reader.Text(WireLimits.Name);
        PrincipalStamp? opener = PrincipalStamp.Read(ref reader);
        frame = new IncomingRouteFrame(
            target, openerId, opener ?? PrincipalStamp.Anonymous, reader.Bytes(WireLimits.HandshakeFrame).ToArray());
        return opener is not null && reader.IsAtEnd;
    }
}
