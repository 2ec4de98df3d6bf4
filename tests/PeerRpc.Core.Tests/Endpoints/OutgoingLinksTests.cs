using PeerRpc.CodeGeneration;
using PeerRpc.Core.Calls;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;
using PeerRpc.Core.Routes;
using PeerRpc.Core.Serialization;
using PeerRpc.Core.Tests.Calls;
using PeerRpc.Core.Tests.Fakes;
using Xunit;

namespace PeerRpc.Core.Tests.Endpoints;

public class OutgoingLinksTests
{
    private readonly Endpoint _endpoint = new();

    public OutgoingLinksTests() => _endpoint.Outgoing.Connect(
        new RouteOpener(_endpoint.Routes, _endpoint.Connection, maxRoutes: 2), TimeSpan.Zero, []);

    [Fact]
    [Trait("Must", "L-5")]
    public void Open_EveryLink_HasAHigherNumber()
    {
        ulong first = OpenNumber("bob"), second = OpenNumber("carol");

        Assert.True(first < second);
        _endpoint.Receive(1, Refused());
        Assert.True(second < OpenNumber("bob"));
    }

    [Fact]
    public void GetCalls_OfTheSamePeer_IsTheSameLink()
    {
        Assert.Same(_endpoint.Outgoing.GetCalls("alice", "bob"), _endpoint.Outgoing.GetCalls("alice", "bob"));

        Assert.Single(_endpoint.Take());
    }

    [Fact]
    public async Task Route_Refused_FailsItsCallsWithItsCodeAndNo()
    {
        Task<int> call = Start();

        _endpoint.Receive(1, Refused());

        PeerNotFoundException error = await Assert.ThrowsAsync<PeerNotFoundException>(
            () => call.WaitAsync(Wire.Deadline));
        Assert.Equal((Executed.No, PeerErrorOrigin.Broker), (error.Executed, error.Origin));
    }

    [Fact]
    public async Task Route_ClosedAfterTheCallWasSent_IsPeerGoneAndMaybe()
    {
        Task<int> call = Start();
        Accept(Endpoint.Hello(form: LinkHelloForm.OpenReply));

        _endpoint.Receive(1, new CloseRouteFrame(CloseReason.Left, ""));

        PeerGoneException error = await Assert.ThrowsAsync<PeerGoneException>(() => call.WaitAsync(Wire.Deadline));
        Assert.Equal(Executed.Maybe, error.Executed);
    }

    [Fact]
    public async Task Route_ClosedBeforeTheCallWasSent_IsUnavailableAndNo()
    {
        Task<int> call = Start();

        _endpoint.Receive(1, new CloseRouteFrame(CloseReason.ConnectionLost, ""));

        PeerRpcException error = await Assert.ThrowsAsync<PeerRpcException>(() => call.WaitAsync(Wire.Deadline));
        Assert.Equal((PeerErrorCode.Unavailable, Executed.No), (error.Code, error.Executed));
    }

    [Theory]
    [Trait("Must", "L-7")]
    [Trait("Must", "L-3")]
    [InlineData(2, (byte)LinkHelloForm.OpenReply, "json")]
    [InlineData(1, (byte)LinkHelloForm.Open, "json")]
    [InlineData(1, (byte)LinkHelloForm.ResumeReply, "json")]
    [InlineData(1, (byte)LinkHelloForm.OpenReply, "cbor")]
    public async Task Route_OpenedWithAnotherHello_IsClosed(ulong number, byte form, string serializer)
    {
        Task<int> call = Start();
        _endpoint.Take();

        Accept(Endpoint.Hello(number, (LinkHelloForm)form) with { Serializers = [serializer] });

        (FrameHeader header, byte[] body) = Assert.Single(_endpoint.Take());
        Assert.Equal((FrameKind.CloseRoute, (byte)CloseReason.ProtocolError), (header.Kind, body[0]));
        PeerRpcException error = await Assert.ThrowsAsync<PeerRpcException>(() => call.WaitAsync(Wire.Deadline));
        Assert.Equal((PeerErrorCode.ProtocolError, Executed.No), (error.Code, error.Executed));
    }

    [Fact]
    [Trait("Must", "R-2")]
    public void Open_BeyondTheRoutes_IsResourceExhaustedAndAsksForNone()
    {
        OpenNumber("a");
        OpenNumber("b");

        PeerRpcException error = Assert.Throws<PeerRpcException>(() => _endpoint.Outgoing.GetCalls("alice", "c"));

        Assert.Equal((PeerErrorCode.ResourceExhausted, Executed.No), (error.Code, error.Executed));
        Assert.Empty(_endpoint.Take());
    }

    [Fact]
    public void Close_ClosesTheRoutesAndOpensNoOthers()
    {
        OpenNumber("bob");

        _endpoint.Outgoing.Close((_, _) => new PeerRpcException(PeerErrorCode.ConnectionLost, ""));

        Assert.Equal((byte)CloseReason.Left, Assert.Single(_endpoint.Take()).Body[0]);
        Assert.Throws<PeerRpcException>(() => _endpoint.Outgoing.GetCalls("alice", "carol"));
    }

    [Fact]
    public void LinkToTheBroker_ThatIsNotUsed_RestsUntilTheNextCall()
    {
        _endpoint.Outgoing.GetCalls("", "");
        _endpoint.Outgoing.GetCalls("alice", "bob");
        _endpoint.Take();

        _endpoint.Clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal((byte)CloseReason.Left, Assert.Single(_endpoint.Take()).Body[0]);
        Assert.Equal((1, 0), (_endpoint.Outgoing.Count, _endpoint.Outgoing.CountToBroker));
        _endpoint.Receive(1, new CloseRouteFrame(CloseReason.Left, ""));
        _endpoint.Outgoing.GetCalls("", "");
        Assert.True(OpenRouteFrame.TryRead(Assert.Single(_endpoint.Take()).Body, out OpenRouteFrame frame));
        Assert.Equal("", frame.TargetId);
    }

    [Fact]
    public void LinkToTheBroker_WithACallThatWaits_RestsOnlyAfterwards()
    {
        Task<int> call = Start("", "");
        _endpoint.Take();

        _endpoint.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Empty(_endpoint.Take());
        Assert.False(call.IsCompleted);

        _endpoint.Receive(1, Refused());
        _endpoint.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(0, _endpoint.Outgoing.Count);
    }

    [Fact]
    public void Links_OnWhichNothingIsUnderWay_RestBeforeTheRoutesRunOut()
    {
        _endpoint.Connect(TimeSpan.Zero, maxRoutes: 8);
        uint[] labels = [.. Enumerable.Range(0, 6).Select(i => OpenAndAccept($"peer{i}"))];
        Hear(labels[0]);
        _ = Start(target: "peer1");
        _endpoint.Take();

        _endpoint.Outgoing.GetCalls("alice", "another");

        // The first has been heard of since, and something is under way to the second.
        List<(FrameHeader Header, byte[] Body)> sent = _endpoint.Take();
        Assert.Equal([FrameKind.CloseRoute, FrameKind.OpenRoute], sent.Select(frame => frame.Header.Kind));
        Assert.Equal((labels[2], (byte)CloseReason.Left), (sent[0].Header.Label, sent[0].Body[0]));
        Assert.Equal(6, _endpoint.Outgoing.Count);
    }

    private uint OpenAndAccept(string target)
    {
        _endpoint.Outgoing.GetCalls("alice", target);
        (FrameHeader header, byte[] body) = Assert.Single(_endpoint.Take());
        Assert.True(OpenRouteFrame.TryRead(body, out OpenRouteFrame frame));
        LinkHello reply = Endpoint.Hello(LinkHello.FromFrame(frame.Hello.Span)!.Number, LinkHelloForm.OpenReply);
        Assert.Null(_endpoint.Receive(header.Label, new RouteOpenedFrame("", reply.ToFrame())));
        Hear(header.Label);
        return header.Label;
    }

    private void Hear(uint label)
    {
        _endpoint.Clock.Advance(TimeSpan.FromSeconds(1));
        var ack = new WireWriter();
        ack.Varint(0).Varint(0).Varint(1UL << 40);
        Assert.Null(_endpoint.ReceiveData(label, Wire.LinkFrame(LinkFrameKind.Ack, ack.Written)));
    }

    private static RouteRefusedFrame Refused() =>
        new(PeerErrorCode.PeerNotFound, PeerErrorOrigin.Broker, default, "no");

    private void Accept(LinkHello hello) =>
        Assert.Null(_endpoint.Receive(1, new RouteOpenedFrame("", hello.ToFrame())));

    private ulong OpenNumber(string target)
    {
        _endpoint.Outgoing.GetCalls("alice", target);
        Assert.True(OpenRouteFrame.TryRead(Assert.Single(_endpoint.Take()).Body, out OpenRouteFrame frame));
        Assert.Equal((target, "alice"), (frame.TargetId, frame.OpenerId));
        return LinkHello.FromFrame(frame.Hello.Span)!.Number;
    }

    private Task<int> Start(string opener = "alice", string target = "bob")
    {
        var call = new PendingCall<int>(
            new CallTarget(new CallAddress(CallTestMethods.Path), CallTestMethods.Find("Answer")),
            CallTestMethods.Serializer.GetCodec<int>(), default);
        OutgoingCalls calls = _endpoint.Outgoing.GetCalls(opener, target);
        PeerArguments arguments = ArgumentsCache.Rent();
        arguments.Begin(keepValues: false);
        arguments.Payload.EndPayload();
        Assert.True(calls.TryStart(call, arguments, Timeout.InfiniteTimeSpan, RequestFlags.None));
        return call.Task;
    }
}
