namespace PeerRpc.Core.Frames;

/// <summary>A token that proves who the client is, where the transport's own handshake did not carry it.</summary>
/// <param name="Scheme">How to read the token, for example <c>Bearer</c>.</param>
/// <param name="Token">The token.</param>
internal readonly record struct AuthenticateFrame(string Scheme, string Token) : IWireFrame
{
    public static FrameKind Kind => FrameKind.Authenticate;

    public void Write(WireWriter writer) => writer.Text(Scheme).Text(Token);

    public static bool TryRead(ReadOnlySpan<byte> body, out AuthenticateFrame frame)
    {
        var reader = new WireReader(body);
        frame = new AuthenticateFrame(reader.Text(WireLimits.Name), reader.Text(WireLimits.HandshakeFrame));
        return reader.IsAtEnd;
    }
}
