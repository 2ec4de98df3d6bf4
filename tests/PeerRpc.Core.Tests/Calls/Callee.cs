using PeerRpc.CodeGeneration;
using PeerRpc.Core.Calls;
using PeerRpc.Core.Endpoints;
using PeerRpc.Core.Faults;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;
using PeerRpc.Core.Tests.Fakes;
using PeerRpc.Core.Tests.Serialization;
using PeerRpc.TestKit;
using Xunit;

namespace PeerRpc.Core.Tests.Calls;

/// <summary>The serving side of a link, to which a test sends raw frames.</summary>
internal sealed class Callee
{
    public Callee(LinkLimits? own = null, LinkLimits? remote = null)
    {
        var table = new ControllerTable();
        table.Add(new ControllerEntry<ICallTest>(
            CallTestMethods.Path, PeerContracts.Get<ICallTest>(), CallTestMethods.Serializer,
            _ => new ControllerTarget<ICallTest>(Controller)));
        CallServices services = TestEnds.Services(CallTestMethods.Serializer, Clock, table);
        // Acknowledgements would only stand between the answers.
        var settings = new LinkSettings { AckAfter = TimeSpan.FromHours(1) };
        if (own is { } limits)
            settings = settings with { Limits = limits };
        End = TestEnds.Acceptor(services, settings);
        End.TryAttach(Path, Hellos.Make(LinkHelloForm.Open, limits: remote));
    }

    public ManualClock Clock { get; } = new();

    public CallTest Controller { get; } = new();

    public LinkEnd End { get; }

    public IncomingCalls Calls => End.Incoming;

    public MemoryPath Path { get; } = new();

    public WorkQueue Work { get; } = new();

    public static byte[] Request(
        ulong id, string method, ReadOnlySpan<byte> payload, RequestFlags flags = RequestFlags.None,
        string path = CallTestMethods.Path, uint signature = 0, ulong deadline = 0)
    {
        WireWriter writer = new WireWriter().Varint(id).Byte((byte)flags).Text(path).Text(method).UInt32(signature);
        if ((flags & RequestFlags.Deadline) != 0)
            writer.Varint(deadline);
        if ((flags & RequestFlags.Trace) != 0)
            writer.Text("").Text("");
        return Wire.LinkFrame(LinkFrameKind.Request, writer.Fixed(payload).Written);
    }

    /// <summary>A request with one number.</summary>
    public static byte[] Request(
        ulong id, string method, int value, RequestFlags flags = RequestFlags.None, ulong deadline = 0) =>
        Request(id, method, Payload.Write(CallTestMethods.Serializer, value), flags, deadline: deadline);

    public static byte[] Cancel(ulong id, byte reason) =>
        Wire.LinkFrame(LinkFrameKind.Cancel, new WireWriter().Varint(id).Byte(reason).Written);

    public string? Receive(params byte[][] frames) => Calls.Link.OnData(Path, [.. frames.SelectMany(frame => frame)], Work);

    /// <summary>Sends frames that break nothing, and runs the calls that they start.</summary>
    public void Serve(params byte[][] frames)
    {
        Assert.Null(Receive(frames));
        Work.RunAll();
    }

    /// <summary>Waits until an answer has been written.</summary>
    public (LinkFrameKind Kind, byte[] Body) TakeAnswer()
    {
        Assert.True(SpinWait.SpinUntil(HasAnswer, Wire.Deadline));
        lock (Calls.Link.Gate)
            return Assert.Single(Wire.CutLink(Path.Take()));
    }

    public FaultFrame TakeFault()
    {
        (LinkFrameKind kind, byte[] body) = TakeAnswer();
        Assert.Equal(LinkFrameKind.Fault, kind);
        return FaultFrame.Read(body)!;
    }

    private bool HasAnswer()
    {
        lock (Calls.Link.Gate)
            return Path.Count > 0;
    }
}
