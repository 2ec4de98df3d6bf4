using PeerRpc.Core.Faults;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;
using PeerRpc.Core.Tests.Fakes;

namespace PeerRpc.Core.Tests.Frames;

/// <summary>Every reader of untrusted bytes, with a body that it accepts.</summary>
internal static class FrameReaders
{
    private static readonly LinkHello Hello = Hellos.Make(LinkHelloForm.Open);

    /// <summary>Reads a body; false if it is refused.</summary>
    public delegate bool Reader(byte[] body);

    /// <summary>All frames whose every truncation is refused.</summary>
    public static IReadOnlyDictionary<string, (Reader Read, byte[] Valid)> All { get; } =
        new Dictionary<string, (Reader, byte[])>
        {
            ["hello"] = (body => HelloFrame.TryRead(body, out _), Wire.Body(FrameExamples.Hello)),
            ["authenticate"] = (body => AuthenticateFrame.TryRead(body, out _), Wire.Body(FrameExamples.Authenticate)),
            ["welcome"] = (body => WelcomeFrame.TryRead(body, out _), Wire.Body(FrameExamples.Welcome)),
            ["open-route"] = (body => OpenRouteFrame.TryRead(body, out _), Wire.Body(FrameExamples.OpenRoute)),
            ["incoming-route"] = (
                body => IncomingRouteFrame.TryRead(body, out _), Wire.Body(FrameExamples.IncomingRoute)),
            ["route-opened"] = (body => RouteOpenedFrame.TryRead(body, out _), Wire.Body(FrameExamples.RouteOpened)),
            ["route-refused"] = (body => RouteRefusedFrame.TryRead(body, out _), Wire.Body(FrameExamples.RouteRefused)),
            ["close-route"] = (body => CloseRouteFrame.TryRead(body, out _), Wire.Body(FrameExamples.CloseRoute)),
            ["drain"] = (body => DrainFrame.TryRead(body, out _), Wire.Body(FrameExamples.Drain)),
            ["goodbye"] = (body => GoodbyeFrame.TryRead(body, out _), Wire.Body(FrameExamples.Goodbye)),
            ["link-hello"] = (frame => LinkHello.FromFrame(frame) is not null, Hello.ToFrame()),
            ["ack"] = (body => AckFrame.TryRead(body, out _), Wire.Ack(300, 2, 294912)[LinkFrameHeader.Size..]),
            ["fault"] = (body => FaultFrame.Read(body) is not null, Fault()),
        };

    private static byte[] Fault()
    {
        var writer = new WireWriter();
        new FaultFrame(
            1, PeerErrorCode.Internal, Executed.Yes, PeerErrorOrigin.CalleeCode, TimeSpan.Zero, "no", "x", new byte[3])
            .Write(writer);
        return writer.Written.ToArray();
    }
}
