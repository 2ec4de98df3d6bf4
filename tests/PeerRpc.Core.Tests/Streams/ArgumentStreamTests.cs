using PeerRpc.Core.Calls;
using PeerRpc.Core.Faults;
using PeerRpc.Core.Links;
using PeerRpc.Core.Streams;
using PeerRpc.Core.Tests.Fakes;
using Xunit;

namespace PeerRpc.Core.Tests.Streams;

/// <summary>What becomes of streams and progresses that are arguments when their call ends.</summary>
public class ArgumentStreamTests
{
    private static readonly AttachmentRange One = new(1, 1);

    [Fact]
    [Trait("Must", "S-9")]
    public void Call_ThatIsAnswered_ReleasesTheArgumentsThatItHasNotReadToTheEnd()
    {
        using RawEnd end = RawEnd.Callee();
        end.Take(StreamWire.Request(1, "Take", One));

        end.Controller.Answer.Set("done");

        Assert.Equal(1ul, StreamWire.ReadId(end.Next(LinkFrameKind.Release)));
        end.Next(LinkFrameKind.Response);
        end.Take(StreamWire.End(1, StreamOutcome.Cancelled));
        Assert.Equal(0, end.Streams.Count);
        Assert.Empty(end.TakeAll());
    }

    [Fact]
    [Trait("Must", "S-9")]
    public async Task Call_ThatHasReported_EndsItsReportsBeforeItsAnswer()
    {
        using RawEnd end = RawEnd.Callee();
        end.Take(StreamWire.Request(1, "Work", One));
        await end.Controller.Entered.WaitAsync();
        end.Controller.Given.TryDequeue(out object? progress);
        ((IProgress<int>)progress!).Report(50);

        end.Controller.Answer.Set("done");

        end.Next(LinkFrameKind.Response);
        Assert.Equal([LinkFrameKind.StreamItem, LinkFrameKind.StreamEnd], end.TakeKinds());
        ((IProgress<int>)progress).Report(99);
        Assert.Empty(end.TakeAll());
        Assert.Equal(0, end.Streams.Count);
    }

    [Fact]
    [Trait("Must", "S-9")]
    public async Task Call_WhoseResultIsAStream_EndsItsReportsWithIt()
    {
        using RawEnd end = RawEnd.Callee();
        end.Take(StreamWire.Request(1, "WorkOn", One));
        await end.Controller.Entered.WaitAsync();
        end.Controller.Given.TryDequeue(out object? progress);
        end.Next(LinkFrameKind.Response);

        ((IProgress<int>)progress!).Report(50);
        end.Controller.Source.Writer.Complete();

        ulong[] ended =
        [
            StreamWire.ReadEnd(end.Next(LinkFrameKind.StreamEnd)).Stream,
            StreamWire.ReadEnd(end.Next(LinkFrameKind.StreamEnd)).Stream,
        ];
        Assert.Equal([2ul, 1ul], ended);
        Assert.Equal([LinkFrameKind.StreamItem], end.TakeKinds());
        end.AssertEmpty();
    }

    [Fact]
    [Trait("Must", "S-9")]
    public async Task Progress_ReportsOfACall_AreToldBeforeItEnds()
    {
        using RawEnd end = RawEnd.Caller();
        var told = new List<int>();
        Task<string> call = end.Proxy.Work(new Told<int>(told.Add));

        Assert.Null(end.Receive(
            StreamWire.RawItem(1, StreamWire.Payload("1"u8.ToArray())),
            StreamWire.RawItem(1, StreamWire.Payload("2"u8.ToArray())),
            StreamWire.End(1), StreamWire.Response(1)));
        // The pool may run what is deferred in any order.
        end.Work.RunAllBackwards();

        Assert.Equal("ok", await call.WaitAsync(Wire.Deadline));
        Assert.Equal([1, 2], told);
        Assert.Equal(0, end.Streams.Count);
    }

    [Fact]
    [Trait("Must", "S-9")]
    public async Task Progress_ReportsOfACallThatFails_AreToldBeforeItEnds()
    {
        using RawEnd end = RawEnd.Caller();
        var told = new List<int>();
        Task<string> call = end.Proxy.Work(new Told<int>(told.Add));

        Assert.Null(end.Receive(
            StreamWire.RawItem(1, StreamWire.Payload("1"u8.ToArray())), StreamWire.End(1), StreamWire.Fault(1)));
        end.Work.RunAllBackwards();

        await Assert.ThrowsAsync<PeerRpcException>(() => call.WaitAsync(Wire.Deadline));
        Assert.Equal([1], told);
    }

    [Fact]
    [Trait("Must", "S-10")]
    public void Call_ThatFails_EndsItsArguments()
    {
        using RawEnd end = RawEnd.Caller();
        var gadget = new Gadget();
        _ = end.Proxy.Mix(gadget, Endless(), new Told<int>(_ => { }));
        end.Next(LinkFrameKind.Request);

        end.Take(StreamWire.Fault(1, PeerErrorCode.InvalidArgument));

        List<(LinkFrameKind Kind, byte[] Body)> said = end.TakeAll();
        Assert.Equal(
            [(LinkFrameKind.StreamEnd, 1ul), (LinkFrameKind.StreamEnd, 3ul), (LinkFrameKind.Release, 5ul)],
            said.Select(frame => (frame.Kind, StreamWire.ReadId(frame.Body))).Order());
        Assert.All(
            said.Where(frame => frame.Kind == LinkFrameKind.StreamEnd),
            frame => Assert.Equal(StreamOutcome.Cancelled, StreamWire.ReadEnd(frame.Body).Outcome));
        Assert.Equal(0, gadget.Disposals);
        end.Take(StreamWire.ObjectRequest(1, 1, "Press", 1));
        Assert.Equal(PeerErrorCode.ControllerNotFound, FaultFrame.Read(end.Next(LinkFrameKind.Fault))!.Code);
        end.Take(StreamWire.End(5, StreamOutcome.Cancelled));
        end.AssertEmpty();
    }

    [Fact]
    [Trait("Must", "S-10")]
    public void Call_GivenUpAfterItWasSent_EndsItsArguments()
    {
        using RawEnd end = RawEnd.Caller();
        using var source = new CancellationTokenSource();
        StartTake(end, source.Token);
        end.Next(LinkFrameKind.Request);

        source.Cancel();

        Assert.Equal([LinkFrameKind.Cancel, LinkFrameKind.StreamEnd], end.TakeKinds());
        end.AssertEmpty();
    }

    [Fact]
    [Trait("Must", "S-10")]
    [Trait("Must", "Q-13")]
    public void Call_GivenUpBeforeItWasSent_SaysNothingOfItsArguments()
    {
        using RawEnd end = RawEnd.Caller(credit: 0);
        using var source = new CancellationTokenSource();
        StartTake(end, source.Token);

        source.Cancel();
        end.Take(Wire.Ack(0, 0, Hellos.Plenty));

        Assert.Empty(end.TakeAll());
        end.AssertEmpty();
    }

    [Fact]
    [Trait("Must", "S-10")]
    public void Call_ThatIsRefused_HasItsArgumentsForgotten()
    {
        using RawEnd end = RawEnd.Callee();

        end.Take(StreamWire.Request(1, "Nothing", One), StreamWire.Item(1, "x"), StreamWire.End(1));

        Assert.Equal([LinkFrameKind.Fault], end.TakeKinds());
        Assert.Equal(0, end.Streams.Count);
    }

    [Fact]
    [Trait("Must", "S-8")]
    public void Call_WhoseArgumentsCannotBeRead_ReleasesThem()
    {
        using RawEnd end = RawEnd.Callee();

        end.Take(StreamWire.Request(1, "Take", StreamWire.Payload([7]), One));

        FaultFrame fault = FaultFrame.Read(end.Next(LinkFrameKind.Fault))!;
        Assert.Equal((PeerErrorCode.InvalidArgument, Executed.No), (fault.Code, fault.Executed));
        Assert.Equal(1ul, StreamWire.ReadId(end.Next(LinkFrameKind.Release)));
    }

    [Fact]
    [Trait("Must", "S-8")]
    public void Call_WithMoreAttachmentsThanItsValuesName_ReleasesTheOthers()
    {
        using RawEnd end = RawEnd.Callee();

        end.Take(StreamWire.Request(1, "Take", StreamWire.Payload([1]), new AttachmentRange(3, 1)));

        ulong[] released =
        [
            StreamWire.ReadId(end.Next(LinkFrameKind.Release)), StreamWire.ReadId(end.Next(LinkFrameKind.Release)),
        ];
        Assert.Equal([1ul, 5ul], released);
        Assert.Empty(end.TakeAll());
    }

    [Theory]
    [InlineData(new byte[] { 0 }, new byte[] { 0 }, new byte[] { 1 })]
    [InlineData(new byte[] { 0, 0 }, new byte[] { 1 }, new byte[] { 2 })]
    [InlineData(new byte[] { 0 }, new byte[] { 1 }, new byte[] { 3 })]
    public void Call_WhoseValuesNameAttachmentsThatCannotBe_IsRefused(byte[] first, byte[] second, byte[] third)
    {
        using RawEnd end = RawEnd.Callee();

        end.Take(StreamWire.Request(1, "Mix", StreamWire.Payload(first, second, third), new AttachmentRange(3, 1)));

        Assert.Equal(PeerErrorCode.InvalidArgument, FaultFrame.Read(end.Next(LinkFrameKind.Fault))!.Code);
        Assert.True(SpinWait.SpinUntil(() => end.End.Incoming.Count == 0, Wire.Deadline));
    }

    [Fact]
    public void Call_WhoseArgumentIsNull_IsRefusedWhereItMustNotBe()
    {
        using RawEnd end = RawEnd.Callee();

        end.Take(StreamWire.Request(1, "Take", StreamWire.Payload([[]]), default));

        Assert.Equal(PeerErrorCode.InvalidArgument, FaultFrame.Read(end.Next(LinkFrameKind.Fault))!.Code);
    }

    [Fact]
    public async Task LinkEnd_WithArgumentsOpen_LeavesNothing()
    {
        using RawEnd end = RawEnd.Caller();
        Task<string> call = end.Proxy.Mix(new Gadget(), Endless(), new Told<int>(_ => { }));
        end.Next(LinkFrameKind.Request);

        end.EndLink();

        await Assert.ThrowsAsync<PeerRpcException>(() => call.WaitAsync(Wire.Deadline));
        Assert.Equal(0, end.Streams.Count);
    }

    // The contract's method takes no token, as those do that carry streams by habit; the call does.
    private static void StartTake(RawEnd end, CancellationToken cancellationToken)
    {
        var target = new CallTarget(new CallAddress("/streams"), RawEnd.Find("Take"));
        var call = new PendingCall<string>(target, RawEnd.Serializer.GetCodec<string>(), cancellationToken);
        call.WatchToken();
        CodeGeneration.PeerArguments arguments = Core.Serialization.ArgumentsCache.Rent();
        arguments.Begin(keepValues: false);
        arguments.Write(
            CodeGeneration.PeerStreams.AsyncEnumerable(RawEnd.Serializer.GetCodec<string>()), Endless());
        arguments.Payload.EndPayload();
        Assert.True(end.End.Outgoing.TryStart(call, arguments, Timeout.InfiniteTimeSpan, RequestFlags.None));
        Core.Serialization.ArgumentsCache.Return(arguments);
    }

    private static async IAsyncEnumerable<string> Endless()
    {
        await new TaskCompletionSource().Task;
        yield break;
    }
}
