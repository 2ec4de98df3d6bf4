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
    [Trait("Must", "L-14")]
    public void Frames_ThatAreSent_AreNotKept()
    {
        var budget = new ReplayBudget(1024 * 1024);
        var pair = new LinkPair(Passing, Passing, budget);

        pair.Left.Send(LinkFrameKind.Request, 1000);
        pair.Left.DeliverTo(pair.Right);

        Assert.Equal(0, budget.Used);
    }
}
