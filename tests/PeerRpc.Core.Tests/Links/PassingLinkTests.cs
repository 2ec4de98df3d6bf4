using PeerRpc.Core.Links;
using PeerRpc.Core.Tests.Fakes;
using Xunit;

namespace PeerRpc.Core.Tests.Links;

/// <summary>Links that end with their path, as those to the broker do.</summary>
public class PassingLinkTests
{
    private static readonly LinkSettings Passing = new() { Resumes = false };

    [Fact]
    [Trait("Must", "L-11")]
    public void Ack_IsNotOwedForTime_ButForCredit()
    {
        var pair = new LinkPair(Passing, Passing);
        pair.Left.Send(LinkFrameKind.Request, 10);
        pair.Left.DeliverTo(pair.Right);
        pair.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, pair.Right.Path.Count);

        for (int i = 0; i < 4; i++)
            pair.Left.Send(LinkFrameKind.Request, Passing.Window / 8);
        pair.Left.DeliverTo(pair.Right);

        Assert.NotEqual(0, pair.Right.Path.Count);
    }

    [Fact]
    [Trait("Must", "L-11")]
    public void Ack_OfAWindowThatBecomesWider_ComesBeforeTheNarrowOneIsUsedUp()
    {
        LinkSettings wide = Passing with { WindowBesideCalls = 128 * 1024, Window = 1024 * 1024 };
        var pair = new LinkPair(Passing, wide);
        pair.Right.Link.Traffic.OnCall(100, pair.Clock.GetTimestamp());
        Fill(pair, 2 * 1024 * 1024);
        pair.Clock.Advance(TimeSpan.FromMinutes(1));

        Fill(pair, 2 * 1024 * 1024);

        // Bulk stops where it would touch what is kept for calls.
        static void Fill(LinkPair pair, int bytes)
        {
            for (int sent = 0; sent < bytes; sent += 16 * 1024)
            {
                lock (pair.Left.Link.Gate)
                    Assert.True(pair.Left.Link.TryWriteBulkNow(BulkFrame(), default));
                pair.Deliver();
            }
        }
    }

    [Fact]
    [Trait("Must", "L-14")]
    public void Frames_ThatAreSent_AreNotKept()
    {
        var budget = new ReplayBudget(1024 * 1024);
        var pair = new LinkPair(Passing, Passing, budget);

        pair.Left.Send(LinkFrameKind.Request, 1000);
        pair.Left.DeliverTo(pair.Right);

        Assert.Equal(0, budget.Used);
    }

    private static byte[] BulkFrame() => LinkFrameHeader.Frame(LinkFrameKind.StreamItem, new byte[16 * 1024 - 4]);
}
