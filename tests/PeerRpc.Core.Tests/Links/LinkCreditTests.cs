using PeerRpc.Core.Links;
using PeerRpc.Core.Tests.Fakes;
using Xunit;

namespace PeerRpc.Core.Tests.Links;

public class LinkCreditTests
{
    [Fact]
    [Trait("Must", "L-15")]
    public void Send_UntilTheCreditIsUsedUp_QueuesTheRestUntilItReturns()
    {
        var pair = new LinkPair();
        int written = 0;
        while (pair.Left.Send(LinkFrameKind.Request, 1020))
            written++;

        Assert.Equal(256, written);
        pair.Deliver();
        Assert.Equal(257, pair.Right.Sink.Frames.Count);
    }

    [Fact]
    [Trait("Must", "L-15")]
    public void Receive_MoreThanTheCredit_IsAFault()
    {
        var pair = new LinkPair(right: new LinkSettings { Window = 100 });
        byte[] allowed = Wire.LinkFrame(LinkFrameKind.Request, new byte[96]);

        // In one piece, so that no acknowledgement returns credit between the two.
        Assert.NotNull(pair.Right.Receive(allowed, Wire.LinkFrame(LinkFrameKind.Request, [])));
    }

    [Fact]
    [Trait("Must", "L-16")]
    public void Credit_WhileNothingIsConsumed_ReturnsAllTheSame()
    {
        var pair = new LinkPair();
        pair.Right.Sink.Keeps = true;

        for (int i = 0; i < 10_000; i++)
        {
            pair.Left.Send(LinkFrameKind.Request, 1020);
            pair.Deliver();
        }

        Assert.Equal(10_000, pair.Right.Sink.Frames.Count);
    }

    [Fact]
    [Trait("Must", "L-17")]
    public void Window_ByDefault_HoldsTheLargestChunkBesideWhatIsKeptForCalls()
    {
        var settings = new LinkSettings();

        // An acknowledgement is due for each quarter; until it comes, a chunk has to fit beside what is kept.
        Assert.All([settings.Window, settings.WindowBesideCalls], window =>
        {
            Assert.True(window >= 128 * 1024);
            Assert.True(window - window / 4 - settings.KeptForCalls >= LinkSender.LargestBulkFrame);
        });
    }

    [Fact]
    public void Chunks_WithoutAnAcknowledgement_LeaveRoomForCalls()
    {
        var pair = new LinkPair();
        pair.Left.SendMessage(LinkFrameKind.Request, new byte[1024 * 1024]);
        pair.Left.Path.GiveAllRoom();
        int written = pair.Left.Path.TakeAll().Sum(frame => frame.Length);

        Assert.InRange(written, 128 * 1024, (256 - 64) * 1024);
        Assert.True(pair.Left.Send(LinkFrameKind.Request, 30 * 1024));
        Assert.True(pair.Left.Send(LinkFrameKind.Request, 30 * 1024));
    }

    [Fact]
    [Trait("Must", "L-1")]
    public void Receive_FrameLongerThanItsData_IsAFault()
    {
        var pair = new LinkPair();
        byte[] frame = Wire.LinkFrame(LinkFrameKind.Request, new byte[10]);

        Assert.NotNull(pair.Right.Receive(frame[..^1]));
        Assert.NotNull(new LinkPair().Right.Receive(frame[..3]));
    }

    [Fact]
    public void Receive_SeveralFramesAtOnce_AreHandedOnInTheirOrder()
    {
        var pair = new LinkPair();

        string? fault = pair.Right.Receive(
            Wire.LinkFrame(LinkFrameKind.Request, [1]), Wire.LinkFrame(LinkFrameKind.Cancel, [2]),
            Wire.LinkFrame(LinkFrameKind.Request, [3]));

        Assert.Null(fault);
        Assert.Equal([1, 2, 3], pair.Right.Sink.Frames.Select(frame => (int)frame.Body[0]));
    }

    [Theory]
    [Trait("Must", "L-2")]
    [InlineData(0)]
    [InlineData((byte)LinkFrameKind.Hello)]
    [InlineData((byte)LinkFrameKind.Proof)]
    [InlineData((byte)LinkFrameKind.Unknown)]
    [InlineData(15)]
    public void Receive_UncountedKindThatDoesNotBelong_IsAFault(byte kind) =>
        Assert.NotNull(new LinkPair().Right.Receive(Wire.LinkFrame((LinkFrameKind)kind, [])));

    [Fact]
    public void Receive_WhatTheSinkRefuses_IsAFault()
    {
        var pair = new LinkPair();
        pair.Right.Sink.Fault = "no";

        Assert.Equal("no", pair.Right.Receive(Wire.LinkFrame(LinkFrameKind.Request, [])));
    }

    [Fact]
    public void End_WithFramesQueued_GivesTheMemoryBackAndTakesNoMore()
    {
        var pair = new LinkPair();
        pair.Left.Send(LinkFrameKind.Request, 10);
        pair.Left.Path.Room = 0;
        pair.Left.Send(LinkFrameKind.Request, 10);
        pair.Left.SendMessage(LinkFrameKind.Request, new byte[40_000]);

        lock (pair.Left.Link.Gate)
            pair.Left.Link.End();

        Assert.Equal(0, pair.Left.Budget.Used);
        Assert.False(pair.Left.Send(LinkFrameKind.Request, 10));
        Assert.Null(pair.Left.Receive(Wire.LinkFrame(LinkFrameKind.Response, [])));
        Assert.Empty(pair.Left.Sink.Frames);
    }
}
