using PeerRpc.TestKit.Histories;
using PeerRpc.TestKit.Histories.Checking;

namespace PeerRpc.TestKit.Tests.Histories.Checking;

/// <summary>One-way calls, which have no outcome or one that says little.</summary>
public sealed class OneWayRulesTests
{
    private readonly Story _story = new();

    [Fact]
    public void OneWay_WithoutAnOutcome_IsAllowed()
    {
        _story.Invoke(CallForm.OneWay);
        _story.Execute();

        _story.AssertHolds();
    }

    [Fact]
    public void OneWay_NotExecuted_IsFound()
    {
        _story.Invoke(CallForm.OneWay);

        _story.AssertBreaks(HistoryRule.OneWayLost, Story.Call);
    }

    [Fact]
    public void OneWay_ThatCouldNotBeQueued_NeedNotBeExecuted()
    {
        _story.Invoke(CallForm.OneWay);
        _story.Fail(PeerErrorCode.ResourceExhausted, Executed.No);

        _story.AssertHolds();
    }

    [Fact]
    public void Accepted_NotExecuted_IsFound()
    {
        _story.Invoke(CallForm.AcceptedOneWay);
        _story.Succeed();

        _story.AssertBreaks(HistoryRule.OneWayLost, Story.Call);
    }

    [Fact]
    public void Accepted_WithoutAnOutcome_IsFound()
    {
        _story.Invoke(CallForm.AcceptedOneWay);
        _story.Execute();

        _story.AssertBreaks(HistoryRule.OutcomeMissing, Story.Call);
    }

    [Fact]
    public void Accepted_WhereALinkEnded_MayBeLost()
    {
        _story.Invoke(CallForm.AcceptedOneWay);
        _story.Succeed();
        _story.Invoke(call: Story.Later);
        _story.Fail(PeerErrorCode.PeerGone, Executed.Maybe, Story.Later);

        _story.AssertHolds();
    }

    [Fact]
    public void Accepted_WhereACalleeWasKilled_MayBeLost()
    {
        _story.Invoke(CallForm.AcceptedOneWay);
        _story.Succeed();
        _story.Kill(_story.Callee);

        _story.AssertHolds();
    }

    [Fact]
    public void OneWay_ExecutedTwice_IsFound()
    {
        _story.Invoke(CallForm.OneWay);
        _story.Execute();
        _story.Execute();

        _story.AssertBreaks(HistoryRule.ExecutedAtMostOnce, Story.Call);
    }
}
