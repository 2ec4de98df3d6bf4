using PeerRpc.TestKit.Histories.Checking;

namespace PeerRpc.TestKit.Tests.Histories.Checking;

/// <summary>When the token of a method has to fire, and when it must not.</summary>
public sealed class TokenRulesTests
{
    private static readonly double Bound = new CheckOptions().GoneWithin.TotalSeconds;

    private readonly Story _story = new();

    [Fact]
    public void Token_MissingAfterTheCallerWasKilled_IsFound()
    {
        _story.Invoke();
        _story.Start();
        _story.Kill(_story.Caller);
        GoOn(Bound + 1);

        _story.AssertBreaks(HistoryRule.TokenMissing, Story.Call);
    }

    [Fact]
    public void Token_MissingAfterACancellation_IsFound()
    {
        _story.Invoke();
        _story.Start();
        _story.Fail(PeerErrorCode.Cancelled, Executed.Maybe);
        GoOn(Bound + 1);

        _story.AssertBreaks(HistoryRule.TokenMissing, Story.Call);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(1, false)]
    public void Token_AfterTheBound_IsLate(double behind, bool isAllowed)
    {
        _story.Invoke();
        _story.Start();
        _story.Kill(_story.Caller);
        GoOn(Bound + behind);
        _story.Callee.TokenFired(Story.Call);
        GoOn(2);

        if (isAllowed)
            _story.AssertHolds();
        else
            _story.AssertBreaks(HistoryRule.TokenMissing, Story.Call);
    }

    [Fact]
    public void Token_NotYetDueAtTheEnd_IsNotMissed()
    {
        _story.Invoke();
        _story.Start();
        _story.Kill(_story.Caller);
        GoOn(Bound - 1);

        _story.AssertHolds();
    }

    [Fact]
    public void Token_OfAnExecutionThatEnded_IsNotMissed()
    {
        _story.Invoke();
        _story.Start();
        _story.Kill(_story.Caller);
        _story.Callee.Ended(Story.Call);
        GoOn(Bound + 1);

        _story.AssertHolds();
    }

    [Fact]
    public void Token_AtACalleeThatWasKilledToo_IsNotMissed()
    {
        _story.Invoke();
        _story.Start();
        _story.Kill(_story.Caller);
        _story.Kill(_story.Callee);
        GoOn(Bound + 1);

        _story.AssertHolds();
    }

    [Fact]
    public void Token_OfACallThatSucceeds_IsFound()
    {
        _story.Invoke(deadline: 10);
        FireAndSucceed();

        _story.AssertBreaks(HistoryRule.TokenWithoutCause, Story.Call);
    }

    [Fact]
    public void Token_OfACallThatSucceedsAtItsDeadline_IsAllowed()
    {
        _story.Invoke(deadline: 10);
        _story.Pass(9.95);
        FireAndSucceed();

        _story.AssertHolds();
    }

    private void FireAndSucceed()
    {
        _story.Start();
        _story.Pass(0.01);
        _story.Callee.TokenFired(Story.Call);
        _story.Pass(0.01);
        _story.Callee.Ended(Story.Call);
        _story.Succeed();
    }

    // Another process writes on, so that the run does not end at the last event of the call.
    private void GoOn(double seconds)
    {
        _story.Pass(seconds);
        _story.Kill(_story.SecondCallee);
    }
}
