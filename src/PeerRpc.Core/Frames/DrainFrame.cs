namespace PeerRpc.Core.Frames;

/// <summary>The broker is about to stop; clients move away within the grace.</summary>
/// <param name="Grace">How long the broker still serves.</param>
/// <param name="Spread">Each client picks a moment within this span to come back.</param>
/// <param name="Message">Why, for people.</param>
internal readonly record struct DrainFrame(TimeSpan Grace, TimeSpan Spread, string Message) : IWireFrame
{
    public static FrameKind Kind => FrameKind.Drain;

    public void Write(WireWriter writer) => writer
        .UInt32((uint)Grace.TotalMilliseconds).UInt32((uint)Spread.TotalMilliseconds).Message(Message);

    public static bool TryRead(ReadOnlySpan<byte> body, out DrainFrame frame)
    {
        var reader = new WireReader(body);
        frame = new DrainFrame(
            TimeSpan.FromMilliseconds(reader.UInt32()), TimeSpan.FromMilliseconds(reader.UInt32()),
            reader.Text(WireLimits.Message));
        return reader.IsAtEnd;
    }
}
