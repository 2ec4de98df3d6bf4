using PeerRpc.Core.Calls;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;
using PeerRpc.Core.Tests.Fakes;
using Xunit;

namespace PeerRpc.Core.Tests.Calls;

public class OutgoingCallsTests
{
    [Fact]
    [Trait("Must", "Q-1")]
    public void Start_Several_TakesIdsFromOneInTheirOrder()
    {
        var caller = new Caller();
        for (int i = 0; i < 3; i++)
            _ = caller.Start(i);
        caller.Respond(2, 0);
        _ = caller.Start(3);

        Assert.Equal([1, 2, 3, 4], caller.TakeRequests());
    }

    [Fact]
    public async Task Response_DecidesTheOutcome()
    {
        var caller = new Caller();
        Task<int> call = caller.Start(1);

        Assert.Null(caller.Respond(1, 42));

        Assert.Equal(42, await call.WaitAsync(Wire.Deadline));
        Assert.Equal(0, caller.Calls.Count);
    }

    [Fact]
    public async Task Response_ThatCannotBeRead_CountsAsTheFailureThatItIs()
    {
        var caller = new Caller();
        Task<int> call = caller.Start(1);

        // No attachments, and one value that is not there.
        Assert.Null(caller.Receive(LinkFrameKind.Response, [1, 0, 1]));
        caller.Work.RunAll();

        await Assert.ThrowsAsync<PeerRpcException>(() => call.WaitAsync(Wire.Deadline));
        Assert.Equal(new Dictionary<PeerErrorCode, long> { [PeerErrorCode.Internal] = 1 }, caller.Calls.Counts.Made);
    }

    [Theory]
    [Trait("Must", "Q-6")]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(ulong.MaxValue)]
    public void Answer_ToACallThatWasNeverMade_IsAFault(ulong id)
    {
        var caller = new Caller();
        _ = caller.Start(1);

        Assert.NotNull(caller.Respond(id, 42));
        Assert.NotNull(caller.Receive(LinkFrameKind.Fault, Fault(id, (byte)PeerErrorCode.Internal)));
    }

    [Fact]
    [Trait("Must", "Q-6")]
    public async Task Answer_ToACallThatIsOver_IsDropped()
    {
        var caller = new Caller();
        Task<int> call = caller.Start(1);
        caller.Respond(1, 42);

        Assert.Null(caller.Respond(1, 43));

        Assert.Equal(42, await call.WaitAsync(Wire.Deadline));
    }

    [Fact]
    [Trait("Must", "Q-4")]
    [Trait("Must", "Q-5")]
    public void Start_BeyondThePlaces_WaitsForAFinalFrame()
    {
        var caller = new Caller(places: 2);
        for (int i = 0; i < 4; i++)
            _ = caller.Start(i);
        Assert.Equal([1, 2], caller.TakeRequests());

        caller.Respond(2, 0);
        Assert.Equal([3], caller.TakeRequests());
        caller.Receive(LinkFrameKind.Fault, Fault(1, (byte)PeerErrorCode.Internal));

        Assert.Equal([4], caller.TakeRequests());
    }

    [Fact]
    [Trait("Must", "Q-4")]
    public void Start_Nested_HasPlacesOfItsOwn()
    {
        var caller = new Caller(places: 1);
        _ = caller.Start(1);
        _ = caller.Start(2);
        _ = caller.Start(3, flags: RequestFlags.Nested);

        Assert.Equal([1, 3], caller.TakeRequests());
    }

    [Fact]
    [Trait("Must", "Q-5")]
    [Trait("Must", "Q-13")]
    public async Task Cancel_AfterTheRequestIsWritten_IsMaybeAndKeepsThePlace()
    {
        var caller = new Caller(places: 1);
        using var source = new CancellationTokenSource();
        Task<int> call = caller.Start(1, cancellationToken: source.Token);
        _ = caller.Start(2);
        caller.TakeFrames();

        await source.CancelAsync();

        PeerCallCanceledException error = await Assert.ThrowsAsync<PeerCallCanceledException>(
            () => call.WaitAsync(Wire.Deadline));
        Assert.Equal(Executed.Maybe, error.Executed);
        (LinkFrameKind kind, byte[] body) = Assert.Single(caller.TakeFrames());
        Assert.Equal((LinkFrameKind.Cancel, "0101"), (kind, Convert.ToHexString(body)));
        caller.Receive(LinkFrameKind.Fault, Fault(1, (byte)PeerErrorCode.Cancelled));
        Assert.Equal([2], caller.TakeRequests());
    }

    [Fact]
    [Trait("Must", "Q-13")]
    [Trait("Must", "Q-8")]
    public async Task Cancel_WhileTheCallWaitsForAPlace_IsNoAndItIsNeverSent()
    {
        var caller = new Caller(places: 1);
        using var source = new CancellationTokenSource();
        _ = caller.Start(1);
        Task<int> call = caller.Start(2, cancellationToken: source.Token);
        caller.TakeFrames();

        await source.CancelAsync();

        Assert.Equal(Executed.No, (await Assert.ThrowsAsync<PeerCallCanceledException>(
            () => call.WaitAsync(Wire.Deadline))).Executed);
        caller.Respond(1, 0);
        Assert.Empty(caller.TakeFrames());
    }

    [Fact]
    [Trait("Must", "Q-13")]
    [Trait("Must", "Q-8")]
    public async Task Cancel_WhileTheRequestIsQueued_IsNoAndItIsNeverSent()
    {
        var caller = new Caller(places: 1);
        using var source = new CancellationTokenSource();
        caller.Path.Room = 0;
        Task<int> call = caller.Start(1, cancellationToken: source.Token);
        _ = caller.Start(2);

        await source.CancelAsync();
        caller.Path.Room = int.MaxValue;
        caller.Path.GiveRoom();

        Assert.Equal(Executed.No, (await Assert.ThrowsAsync<PeerCallCanceledException>(
            () => call.WaitAsync(Wire.Deadline))).Executed);
        Assert.Equal([2], caller.TakeRequests());
    }

    [Fact]
    public async Task Cancel_OfAQueuedCallBeforeALargeOne_SendsTheLargeOneOnce()
    {
        var caller = new Caller(places: 1);
        using var source = new CancellationTokenSource();
        caller.Path.Room = 0;
        Task<int> call = caller.Start(1, cancellationToken: source.Token);
        _ = caller.StartLarge(50_000);

        await source.CancelAsync();
        caller.Path.Room = int.MaxValue;
        caller.Path.GiveAllRoom();

        await Assert.ThrowsAsync<PeerCallCanceledException>(() => call.WaitAsync(Wire.Deadline));
        Assert.Equal(2, caller.TakeFrames().Count(frame => frame.Kind == LinkFrameKind.Chunk));
    }

    [Fact]
    [Trait("Must", "Q-13")]
    public async Task Cancel_OfARequestThatIsBegunInChunks_AbandonsItAndIsNo()
    {
        var caller = new Caller(places: 1);
        using var source = new CancellationTokenSource();
        Task<int> call = caller.StartLarge(200_000, source.Token);
        _ = caller.Start(2);
        caller.TakeFrames();

        await source.CancelAsync();
        caller.Path.GiveRoom();

        Assert.Equal(Executed.No, (await Assert.ThrowsAsync<PeerCallCanceledException>(
            () => call.WaitAsync(Wire.Deadline))).Executed);
        List<(LinkFrameKind Kind, byte[] Body)> frames = caller.TakeFrames();
        Assert.Equal([LinkFrameKind.Chunk, LinkFrameKind.Request], frames.Select(frame => frame.Kind));
        Assert.Equal("0104", Convert.ToHexString(frames[0].Body));
    }

    [Fact]
    [Trait("Must", "Q-15")]
    public async Task Deadline_AfterTheRequestIsWritten_IsMaybeAndTellsTheCallee()
    {
        var caller = new Caller();
        Task<int> call = caller.Start(1, TimeSpan.FromSeconds(5));
        _ = caller.Start(2, TimeSpan.FromSeconds(9));
        caller.TakeFrames();

        caller.Clock.Advance(TimeSpan.FromSeconds(4));
        Assert.False(call.IsCompleted);
        caller.Clock.Advance(TimeSpan.FromSeconds(1));

        PeerDeadlineExceededException error = await Assert.ThrowsAsync<PeerDeadlineExceededException>(
            () => call.WaitAsync(Wire.Deadline));
        Assert.Equal(Executed.Maybe, error.Executed);
        Assert.Equal("0102", Convert.ToHexString(Assert.Single(caller.TakeFrames()).Body));
        caller.Clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal("0202", Convert.ToHexString(Assert.Single(caller.TakeFrames()).Body));
    }

    [Fact]
    [Trait("Must", "Q-8")]
    public async Task Deadline_BeforeTheLinkIsOpen_IsNo()
    {
        var caller = new Caller(attach: false);
        Task<int> call = caller.Start(1, TimeSpan.FromSeconds(5));

        caller.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(Executed.No, (await Assert.ThrowsAsync<PeerDeadlineExceededException>(
            () => call.WaitAsync(Wire.Deadline))).Executed);
        caller.Attach();
        Assert.Empty(caller.TakeRequests());
    }

    [Fact]
    [Trait("Must", "Q-5")]
    public async Task OneWay_IsAcceptedWhenItIsWrittenAndKeepsItsPlaceUntilItIsAnswered()
    {
        var caller = new Caller(places: 1);
        Task first = caller.StartOneWay(1);
        Task second = caller.StartOneWay(2);

        await first.WaitAsync(Wire.Deadline);
        Assert.False(second.IsCompleted);
        caller.Receive(LinkFrameKind.Response, [1, 0]);

        await second.WaitAsync(Wire.Deadline);
        Assert.Equal([1, 2], caller.TakeRequests());
    }

    [Fact]
    public void OneWay_ThatHadToWait_IsToldOfItsAcceptanceOffTheGate()
    {
        var caller = new Caller(places: 1);
        _ = caller.StartOneWay(1);
        Task second = caller.StartOneWay(2);
        bool? underGate = null;
        using var told = new ManualResetEventSlim();
        _ = second.ContinueWith(
            _ =>
            {
                underGate = caller.Calls.Link.Gate.IsHeldByCurrentThread;
                told.Set();
            },
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

        caller.Receive(LinkFrameKind.Response, [1, 0]);

        Assert.True(told.Wait(Wire.Deadline));
        Assert.False(underGate);
    }

    [Fact]
    [Trait("Must", "Q-10")]
    public void Request_AboveTheLimitOfTheCallee_IsRefusedHere()
    {
        var caller = new Caller(message: 40_000);

        PeerRpcException error = Assert.Throws<PeerRpcException>(() => { _ = caller.StartLarge(40_000); });

        Assert.Equal((PeerErrorCode.InvalidArgument, Executed.No), (error.Code, error.Executed));
        Assert.Empty(caller.TakeFrames());
    }

    [Fact]
    public void Start_BeyondTheWaitingCalls_IsResourceExhausted()
    {
        var caller = new Caller(settings: new LinkSettings { WaitingCalls = 2 }, attach: false);
        _ = caller.Start(1);
        _ = caller.Start(2);

        PeerRpcException error = Assert.Throws<PeerRpcException>(() => { _ = caller.Start(3); });

        Assert.Equal((PeerErrorCode.ResourceExhausted, Executed.No), (error.Code, error.Executed));
    }

    [Fact]
    [Trait("Must", "Q-8")]
    public async Task End_FailsEveryCallWithWhatIsKnown()
    {
        var caller = new Caller(places: 1);
        Task<int> sent = caller.Start(1), waiting = caller.Start(2);

        caller.End.End((executed, _) => new PeerRpcException(PeerErrorCode.PeerGone, "gone", executed));

        PeerRpcException first = await Assert.ThrowsAsync<PeerRpcException>(() => sent.WaitAsync(Wire.Deadline));
        PeerRpcException second = await Assert.ThrowsAsync<PeerRpcException>(() => waiting.WaitAsync(Wire.Deadline));
        Assert.Equal((Executed.Maybe, Executed.No), (first.Executed, second.Executed));
        Assert.Equal(0, caller.Calls.Count);
    }

    [Theory]
    [Trait("Must", "L-2")]
    [InlineData((byte)LinkFrameKind.Request)]
    [InlineData((byte)LinkFrameKind.Response)]
    [InlineData((byte)LinkFrameKind.Fault)]
    [InlineData((byte)LinkFrameKind.StreamItem)]
    [InlineData((byte)LinkFrameKind.StreamEnd)]
    [InlineData((byte)LinkFrameKind.StreamCredit)]
    [InlineData((byte)LinkFrameKind.Release)]
    [InlineData((byte)LinkFrameKind.Release + 1)]
    [InlineData(0xFF)]
    public void Frame_AboutWhatThereNeverWas_IsAFault(byte kind) =>
        Assert.NotNull(new Caller().Receive((LinkFrameKind)kind, [1, 1]));

    [Theory]
    [Trait("Must", "Q-7")]
    [InlineData(0, 0, 0)]
    [InlineData(19, 0, 0)]
    [InlineData(15, 3, 0)]
    [InlineData(15, 0, 4)]
    public void Fault_WithAnUnknownNumber_IsAFault(byte code, byte executed, byte origin)
    {
        var caller = new Caller();
        _ = caller.Start(1);

        Assert.NotNull(caller.Receive(LinkFrameKind.Fault, Fault(1, code, executed, origin)));
    }

    private static byte[] Fault(ulong id, byte code, byte executed = 0, byte origin = 0) =>
        new WireWriter().Varint(id).Byte(code).Byte(executed).Byte(origin).UInt32(0).Text("").Text("").Bytes([])
            .Written.ToArray();
}
