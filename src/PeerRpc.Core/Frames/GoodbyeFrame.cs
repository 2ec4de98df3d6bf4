namespace PeerRpc.Core.Frames;

/// <summary>The last frame of a connection that is closed on purpose, and why.</summary>
/// <param name="Code">What went wrong; <see cref="PeerErrorCode.None"/> when a client simply leaves.</param>
/// <param name="RetryAfter">When to come back; zero for no advice.</param>
/// <param name="Message">Why, for people.</param>
internal sealed record GoodbyeFrame(PeerErrorCode Code, TimeSpan RetryAfter, string Message) : IWireFrame
{
    public static FrameKind Kind => FrameKind.Goodbye;

    public static GoodbyeFrame ProtocolError(string message) => new(PeerErrorCode.ProtocolError, default, message);

    /// <summary>A frame could not be handled, through no fault of the other side.</summary>
    public static GoodbyeFrame Failed { get; } = new(
        PeerErrorCode.Internal, default, "A frame could not be handled: a bug at the side that ends the connection.");

    public static GoodbyeFrame Leaving { get; } = new(PeerErrorCode.None, default, "");

    public void Write(WireWriter writer) => writer
        .Byte((byte)Code).UInt32((uint)RetryAfter.TotalMilliseconds).Message(Message);

    public static bool TryRead(
        ReadOnlySpan<byte> body,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out GoodbyeFrame? frame)
    {
        var reader = new WireReader(body);
        frame = new GoodbyeFrame(
            (PeerErrorCode)reader.Byte(), TimeSpan.FromMilliseconds(reader.UInt32()), reader.Text(WireLimits.Message));
        return reader.IsAtEnd;
    }
}
