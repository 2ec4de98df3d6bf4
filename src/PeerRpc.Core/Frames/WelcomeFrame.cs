namespace PeerRpc.Core.Frames;

/// <summary>The broker's answer to a hello: the client is known now.</summary>
/// <param name="Version">The protocol version of this connection.</param>
/// <param name="Instance">Names the broker's process instance.</param>
/// <param name="Session">Names the session in the broker's logs.</param>
/// <param name="PingAfter">The broker pings after this much silence; the client should, too.</param>
/// <param name="DeadAfter">The connection counts as dead after this much silence.</param>
/// <param name="ResumeWindow">How long the broker keeps ids for clients that are on their way back.</param>
/// <param name="MaxRoutes">How many routes the client may have open at a time.</param>
internal readonly record struct WelcomeFrame(
    ushort Version,
    Guid Instance,
    string Session,
    TimeSpan PingAfter,
    TimeSpan DeadAfter,
    TimeSpan ResumeWindow,
    uint MaxRoutes) : IWireFrame
{
    public static FrameKind Kind => FrameKind.Welcome;

    public void Write(WireWriter writer) => writer
        .UInt16(Version).Id(Instance).Text(Session).UInt32((uint)PingAfter.TotalMilliseconds)
        .UInt32((uint)DeadAfter.TotalMilliseconds).UInt32((uint)ResumeWindow.TotalMilliseconds).UInt32(MaxRoutes);

    public static bool TryRead(ReadOnlySpan<byte> body, out WelcomeFrame frame)
    {
        var reader = new WireReader(body);
        frame = new WelcomeFrame(
            reader.UInt16(),
            reader.Id(),
            reader.Text(WireLimits.Name),
            TimeSpan.FromMilliseconds(reader.UInt32()),
            TimeSpan.FromMilliseconds(reader.UInt32()),
            TimeSpan.FromMilliseconds(reader.UInt32()),
            reader.UInt32());
        return reader.IsAtEnd;
    }
}
