namespace PeerRpc.Core.Frames;

/// <summary>The first frame of a client.</summary>
/// <param name="MinVersion">The oldest protocol version it speaks.</param>
/// <param name="MaxVersion">The newest.</param>
/// <param name="TokenFollows">Whether an <see cref="AuthenticateFrame"/> stands right behind it.</param>
/// <param name="Instance">Names the client's process instance.</param>
/// <param name="Agent">The software, for logs.</param>
internal readonly record struct HelloFrame(
    ushort MinVersion, ushort MaxVersion, bool TokenFollows, Guid Instance, string Agent) : IWireFrame
{
    /// <summary>The four letters "PRPC", so that a stranger on the port is told apart from an old version.</summary>
    public const uint Magic = 0x4350_5250;

    /// <summary>The only version there is.</summary>
    public const ushort Version = 1;

    private const byte TokenFollowsFlag = 1;

    public static FrameKind Kind => FrameKind.Hello;

    public void Write(WireWriter writer) => writer
        .UInt32(Magic).UInt16(MinVersion).UInt16(MaxVersion).Byte(TokenFollows ? TokenFollowsFlag : (byte)0)
        .Id(Instance).Text(Agent);

    public static bool TryRead(ReadOnlySpan<byte> body, out HelloFrame frame)
    {
        var reader = new WireReader(body);
        bool known = reader.UInt32() == Magic;
        frame = new HelloFrame(
            reader.UInt16(), reader.UInt16(), (reader.Byte() & TokenFollowsFlag) != 0, reader.Id(),
            reader.Text(WireLimits.Name));
        return known && reader.IsAtEnd;
    }
}
