using PeerRpc.Core.Frames;
using PeerRpc.Core.Tests.Fakes;
using PeerRpc.Core.Tests.Protocol;
using Xunit;

namespace PeerRpc.Core.Tests.Frames;

/// <summary>Compares what is written and read with the examples of docs/protocol.md, byte by byte.</summary>
public class GoldenFrameTests
{
    private delegate bool TryRead<TFrame>(ReadOnlySpan<byte> body, out TFrame frame);

    [Fact]
    [Trait("Must", "F-1")]
    public void Data_Example_IsWhatIsWrittenAndRead()
    {
        byte[] example = ProtocolDocument.Hex("data");

        Assert.Equal(example, Wire.Frame(FrameKind.Data, 7, [1, 2, 3]));
        Assert.Equal(new FrameHeader(FrameKind.Data, 7, 3), FrameHeader.Read(example));
    }

    [Fact]
    public void Ping_Example_IsWhatIsWritten() =>
        Assert.Equal(ProtocolDocument.Hex("ping"), Wire.Frame(FrameKind.Ping, 0, [42, 0, 0, 0, 0, 0, 0, 0]));

    [Fact]
    public void Hello_Example_IsWhatIsWrittenAndRead() =>
        AssertExample("hello", 0, FrameExamples.Hello, HelloFrame.TryRead);

    [Fact]
    public void Authenticate_Example_IsWhatIsWrittenAndRead() =>
        AssertExample("authenticate", 0, FrameExamples.Authenticate, AuthenticateFrame.TryRead);

    [Fact]
    public void Welcome_Example_IsWhatIsWrittenAndRead() =>
        AssertExample("welcome", 0, FrameExamples.Welcome, WelcomeFrame.TryRead);

    [Fact]
    public void OpenRoute_Example_IsWhatIsWrittenAndRead() =>
        AssertExample<OpenRouteFrame>("open-route", 1, FrameExamples.OpenRoute, OpenRouteFrame.TryRead);

    [Fact]
    public void IncomingRoute_Example_IsWhatIsWrittenAndRead() =>
        AssertExample<IncomingRouteFrame>("incoming-route", 2, FrameExamples.IncomingRoute, IncomingRouteFrame.TryRead);

    [Fact]
    public void RouteOpened_Example_IsWhatIsWrittenAndRead() =>
        AssertExample<RouteOpenedFrame>("route-opened", 2, FrameExamples.RouteOpened, RouteOpenedFrame.TryRead);

    [Fact]
    public void RouteRefused_Example_IsWhatIsWrittenAndRead() =>
        AssertExample("route-refused", 1, FrameExamples.RouteRefused, RouteRefusedFrame.TryRead);

    [Fact]
    public void CloseRoute_Example_IsWhatIsWrittenAndRead() =>
        AssertExample("close-route", 2, FrameExamples.CloseRoute, CloseRouteFrame.TryRead);

    [Fact]
    public void Drain_Example_IsWhatIsWrittenAndRead() =>
        AssertExample("drain", 0, FrameExamples.Drain, DrainFrame.TryRead);

    [Fact]
    public void Goodbye_Example_IsWhatIsWrittenAndRead() =>
        AssertExample<GoodbyeFrame>("goodbye", 0, FrameExamples.Goodbye, GoodbyeFrame.TryRead!);

    [Fact]
    [Trait("Must", "Q-20")]
    [Trait("Must", "Q-23")]
    public void Numbers_OfTheDocument_AreThoseOfTheCode()
    {
        AssertNumbers<FrameKind>("| number | kind | label | sent by |");
        AssertNumbers<CloseReason>("| number | reason | |");
        AssertNumbers<PeerErrorCode>("| number | code | Executed |");
        Assert.Equal([0, 1, 2], Enum.GetValues<Executed>().Select(value => (int)value));
        Assert.Equal(["No", "Maybe", "Yes"], Enum.GetNames<Executed>());
        Assert.Equal(["Caller", "Broker", "CalleeRuntime", "CalleeCode"], Enum.GetNames<PeerErrorOrigin>());
    }

    private static void AssertNumbers<TEnum>(string table)
        where TEnum : struct, Enum
    {
        var documented = ProtocolDocument.Table(table).ToDictionary(row => row[1], row => row[0]);
        var coded = Enum.GetValues<TEnum>().ToDictionary(value => value.ToString(), value => value.ToString("D"));
        Assert.Equal(coded.OrderBy(pair => pair.Key), documented.OrderBy(pair => pair.Key));
    }

    private static void AssertExample<TFrame>(string id, uint label, TFrame frame, TryRead<TFrame> tryRead)
        where TFrame : IWireFrame
    {
        byte[] example = ProtocolDocument.Hex(id);

        Assert.Equal(Convert.ToHexString(example), Convert.ToHexString(Wire.Frame(label, frame)));
        Assert.True(tryRead(example.AsSpan(FrameHeader.Size), out TFrame read));
        Assert.Equal(example, Wire.Frame(label, read));
    }
}
