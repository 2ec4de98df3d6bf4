using PeerRpc.Core.Links;
using PeerRpc.Core.Tests.Fakes;
using Xunit;

namespace PeerRpc.Core.Tests.Links;

public class ReplayTests
{
    [Fact]
    [Trait("Must", "L-14")]
    public void Frames_UntilTheyAreAcknowledged_AreKeptUnderTheirNumbers()
    {
        var buffer = new ReplayBuffer(new ReplayBudget(long.MaxValue));
        for (ulong number = 1; number <= 100; number++)
            Append(buffer, number, (int)number * 40);

        buffer.Release(50);

        buffer.Seek(51);
        for (ulong number = 51; number <= 100; number++)
        {
            Assert.Equal(LinkFrameHeader.Size + ((int)number * 40), buffer.Current.Length);
            buffer.Advance();
        }
    }

    [Fact]
    [Trait("Must", "L-14")]
    public void Memory_WhenEverythingIsAcknowledged_IsGivenBack()
    {
        var pair = new LinkPair();
        for (int i = 0; i < 1000; i++)
            pair.Left.Send(LinkFrameKind.Request, 200);
        Assert.True(pair.Left.Budget.Used >= 200 * 1000);

        pair.Deliver();
        pair.Clock.Advance(TimeSpan.FromSeconds(1));
        pair.Deliver();

        Assert.Equal(0, pair.Left.Budget.Used);
        Assert.Equal(0, pair.Right.Budget.Used);
    }

    [Fact]
    public void Budget_UsedUp_StopsTheLinkUntilAnAcknowledgementComes()
    {
        var pair = new LinkPair(leftBudget: new ReplayBudget(40 * 1024));
        int written = 0;
        while (pair.Left.Send(LinkFrameKind.Request, 1020))
            written++;

        Assert.Equal(2 + 32, written); // in a first small block, and in two
        pair.Deliver();
        pair.Clock.Advance(TimeSpan.FromSeconds(1));
        pair.Deliver();
        Assert.Equal(written + 1, pair.Right.Sink.Frames.Count);
    }

    [Fact]
    public void Budget_UsedUpByOthers_LetsOneFrameThrough()
    {
        var budget = new ReplayBudget(1024);
        budget.Take(1024);
        var pair = new LinkPair(leftBudget: budget);

        Assert.True(pair.Left.Send(LinkFrameKind.Request, 10));
    }

    [Fact]
    public void Reservation_NotUsedAndTooSmallForTheNext_DoesNotHoldUpTheRelease()
    {
        var budget = new ReplayBudget(long.MaxValue);
        var buffer = new ReplayBuffer(budget);
        Assert.True(buffer.TryReserve(10));
        Append(buffer, 1, 20_000);

        buffer.Release(1);

        Assert.Equal(0, budget.Used);
    }

    [Fact]
    public void Reservation_NotUsedWhileTheBudgetIsUsedUp_LetsALargerFrameThrough()
    {
        var budget = new ReplayBudget(0);
        var buffer = new ReplayBuffer(budget);
        Assert.True(buffer.TryReserve(10));

        Assert.True(buffer.TryReserve(30_000));

        buffer.Clear();
        Assert.Equal(0, budget.Used);
    }

    private static void Append(ReplayBuffer buffer, ulong number, int bytes)
    {
        byte[] frame = Wire.LinkFrame(LinkFrameKind.Request, new byte[bytes]);
        Assert.True(buffer.TryReserve(frame.Length));
        buffer.Append(number, frame.AsSpan(0, 4), frame.AsSpan(4));
    }
}
