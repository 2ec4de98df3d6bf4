using PeerRpc.CodeGeneration;
using PeerRpc.Core.Calls;
using PeerRpc.Core.Endpoints;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;
using PeerRpc.Core.Serialization;
using PeerRpc.Core.Tests.Fakes;
using PeerRpc.Core.Tests.Serialization;
using PeerRpc.TestKit;
using Xunit;

namespace PeerRpc.Core.Tests.Calls;

/// <summary>The calling side of a link, to which a test gives raw answers.</summary>
internal sealed class Caller
{
    private readonly LinkLimits _remote;

    /// <param name="places">How many unfinished calls the callee accepts.</param>
    /// <param name="message">How large a message the callee accepts, in bytes.</param>
    /// <param name="settings">The sizes of this side.</param>
    /// <param name="attach">Whether the link is open from the start.</param>
    public Caller(uint places = 1024, uint message = 4 * 1024 * 1024, LinkSettings? settings = null, bool attach = true)
    {
        _remote = new LinkLimits(message, places, 256);
        End = TestEnds.Opener(TestEnds.Services(CallTestMethods.Serializer, Clock), settings);
        if (attach)
            Attach();
    }

    public ManualClock Clock { get; } = new();

    public LinkEnd End { get; }

    public OutgoingCalls Calls => End.Outgoing;

    public MemoryPath Path { get; } = new();

    public WorkQueue Work { get; } = new();

    public void Attach() => End.TryAttach(Path, Hellos.Make(limits: _remote));

    /// <summary>Starts a call with one number.</summary>
    public Task<int> Start(
        int value, TimeSpan? timeout = null, RequestFlags flags = RequestFlags.None,
        CancellationToken cancellationToken = default)
    {
        var call = new PendingCall<int>(
            new CallTarget(new CallAddress(CallTestMethods.Path), CallTestMethods.Find("Answer")),
            CallTestMethods.Serializer.GetCodec<int>(), cancellationToken);
        Begin(call, value, timeout, flags);
        return call.Task;
    }

    /// <summary>Starts a call with a large argument.</summary>
    public Task<int> StartLarge(int bytes, CancellationToken cancellationToken = default)
    {
        var call = new PendingCall<int>(
            new CallTarget(new CallAddress(CallTestMethods.Path), CallTestMethods.Find("Answer")),
            CallTestMethods.Serializer.GetCodec<int>(), cancellationToken);
        Begin(call, new string('x', bytes), null, RequestFlags.None);
        return call.Task;
    }

    public Task StartOneWay(int value)
    {
        var call = new OneWayCall(new CallTarget(new CallAddress(CallTestMethods.Path), CallTestMethods.Find("Note")), default);
        Begin(call, value, null, RequestFlags.OneWay);
        return call.Task;
    }

    public string? Receive(LinkFrameKind kind, ReadOnlySpan<byte> body) =>
        Calls.Link.OnData(Path, Wire.LinkFrame(kind, body), Work);

    /// <summary>Answers a call with a number.</summary>
    public string? Respond(ulong id, int value)
    {
        string? fault = Receive(
            LinkFrameKind.Response,
            new WireWriter().Varint(id).Varint(0).Fixed(Payload.Write(CallTestMethods.Serializer, value)).Written);
        Work.RunAll();
        return fault;
    }

    /// <summary>The ids of the requests that have been written since the last time.</summary>
    public ulong[] TakeRequests() => [.. Take(LinkFrameKind.Request).Select(head => head.Id)];

    public List<(LinkFrameKind Kind, byte[] Body)> TakeFrames()
    {
        lock (Calls.Link.Gate)
            return [.. Path.TakeAll().SelectMany(bytes => Wire.CutLink(bytes))];
    }

    private void Begin<T>(PendingCall call, T value, TimeSpan? timeout, RequestFlags flags)
    {
        call.WatchToken();
        PeerArguments arguments = ArgumentsCache.Rent();
        arguments.Begin(keepValues: false);
        arguments.Write(CallTestMethods.Serializer.GetCodec<T>(), value);
        arguments.Payload.EndPayload();
        Assert.True(Calls.TryStart(call, arguments, timeout ?? Timeout.InfiniteTimeSpan, flags));
        ArgumentsCache.Return(arguments);
    }

    private IEnumerable<(ulong Id, byte[] Body)> Take(LinkFrameKind kind) =>
        from frame in TakeFrames()
        where frame.Kind == kind
        select (Varint.TryRead(frame.Body, out ulong id, out _) ? id : 0, frame.Body);
}
