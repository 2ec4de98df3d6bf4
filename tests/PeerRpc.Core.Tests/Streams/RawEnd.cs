using PeerRpc.CodeGeneration;
using PeerRpc.Core.Calls;
using PeerRpc.Core.Endpoints;
using PeerRpc.Core.Faults;
using PeerRpc.Core.Links;
using PeerRpc.Core.Serialization;
using PeerRpc.Core.Streams;
using PeerRpc.Core.Tests.Calls;
using PeerRpc.Core.Tests.Fakes;
using PeerRpc.TestKit;
using Xunit;

namespace PeerRpc.Core.Tests.Streams;

/// <summary>One end of a link, to which a test sends raw frames in the place of the other one.</summary>
internal sealed class RawEnd : IOutgoingCallSource, IDisposable
{
    private readonly List<(LinkFrameKind Kind, byte[] Body)> _written = [];

    private RawEnd(bool isOpener, LinkLimits? remote, LinkSettings? settings, ulong credit)
    {
        PeerContract<IStreamTest> contract = PeerContracts.Get<IStreamTest>();
        var table = new ControllerTable();
        table.Add(new ControllerEntry<IStreamTest>(
            contract.Path, contract, Serializer, _ => new ControllerTarget<IStreamTest>(Controller)));
        CallServices services = TestEnds.Services(Serializer, Clock, table, Log.CreateLogger("test"));
        End = isOpener ? TestEnds.Opener(services, settings) : TestEnds.Acceptor(services, settings);
        LinkHelloForm form = isOpener ? LinkHelloForm.OpenReply : LinkHelloForm.Open;
        End.TryAttach(Path, Hellos.Make(form, credit, limits: remote));
        var remoteCalls = new RemoteCallSettings(Serializer, [], Timeout.InfiniteTimeSpan, Clock);
        Proxy = contract.CreateProxy(new RemoteInvoker(this, new CallAddress(contract.Path), remoteCalls));
    }

    public static JsonPeerSerializer Serializer { get; } = new();

    public string TargetId => "other";

    public ManualClock Clock { get; } = new();

    public RecordingLoggerFactory Log { get; } = new();

    public LinkEnd End { get; }

    public StreamTable Streams => End.Streams;

    /// <summary>What an acceptor serves.</summary>
    public StreamTest Controller { get; } = new();

    /// <summary>What an opener calls.</summary>
    public IStreamTest Proxy { get; }

    public MemoryPath Path { get; } = new();

    public WorkQueue Work { get; } = new();

    /// <summary>The end that calls; the test is the callee.</summary>
    public static RawEnd Caller(
        LinkLimits? remote = null, LinkSettings? settings = null, ulong credit = Hellos.Plenty) =>
        new(isOpener: true, remote, settings, credit);

    /// <summary>The end that serves; the test is the caller.</summary>
    public static RawEnd Callee(
        LinkLimits? remote = null, LinkSettings? settings = null, ulong credit = Hellos.Plenty) =>
        new(isOpener: false, remote, settings, credit);

    public OutgoingCalls GetCalls() => End.Outgoing;

    /// <summary>Sends frames; nothing that they give rise to runs yet.</summary>
    /// <returns>Null, or in what way they break the protocol.</returns>
    public string? Receive(params byte[][] frames) =>
        End.Link.OnData(Path, [.. frames.SelectMany(frame => frame)], Work);

    /// <summary>Sends frames that break nothing, and runs what they give rise to.</summary>
    public void Take(params byte[][] frames)
    {
        Assert.Null(Receive(frames));
        Work.RunAll();
    }

    /// <summary>Sends a frame that breaks the protocol, and ends the link as its owner would.</summary>
    public void AssertFault(params byte[][] frames)
    {
        Assert.NotNull(Receive(frames));
        EndLink();
        Assert.Equal(0, Streams.Count);
    }

    public void EndLink()
    {
        End.End((executed, _) => new PeerRpcException(PeerErrorCode.PeerGone, "gone", executed));
        Work.RunAll();
    }

    /// <summary>Makes a stream of the other side's as a message would that carries it.</summary>
    public IncomingStream Announce(ulong id, string method = "Items")
    {
        lock (End.Link.Gate)
        {
            Assert.True(Streams.TryAnnounce(
                new AttachmentRange(1, id), new FaultContext(Find(method), "call-1"), out IncomingStream[] streams));
            return streams[0];
        }
    }

    public static PeerMethod Find(string name) =>
        PeerContracts.Get<IStreamTest>().Methods.Single(method => method.Name == name);

    /// <summary>Waits for the next frame of a kind; those of other kinds stay.</summary>
    public byte[] Next(LinkFrameKind kind)
    {
        Assert.True(SpinWait.SpinUntil(() => Collect().Exists(frame => frame.Kind == kind), Wire.Deadline));
        int at = _written.FindIndex(frame => frame.Kind == kind);
        byte[] body = _written[at].Body;
        _written.RemoveAt(at);
        return body;
    }

    /// <summary>All frames that have been written and not been looked at.</summary>
    public List<(LinkFrameKind Kind, byte[] Body)> TakeAll()
    {
        List<(LinkFrameKind Kind, byte[] Body)> all = [.. Collect()];
        _written.Clear();
        return all;
    }

    public LinkFrameKind[] TakeKinds() => [.. TakeAll().Select(frame => frame.Kind)];

    /// <summary>Waits until nothing lives on the link any more.</summary>
    public void AssertEmpty() =>
        Assert.True(SpinWait.SpinUntil(() => Streams.Count == 0, Wire.Deadline), $"{Streams.Count} are left.");

    public void Dispose() => End.Dispose();

    private List<(LinkFrameKind Kind, byte[] Body)> Collect()
    {
        lock (End.Link.Gate)
        {
            // Bulk pauses after some bytes, so that other links have their turn.
            while (Path.Room > 0 && Path.GiveRoom())
            {
            }
            // Acknowledgements would only stand between the frames that a test waits for.
            _written.AddRange(Path.TakeAll().SelectMany(bytes => Wire.CutLink(bytes))
                .Where(frame => frame.Kind != LinkFrameKind.Ack));
        }
        return _written;
    }
}
