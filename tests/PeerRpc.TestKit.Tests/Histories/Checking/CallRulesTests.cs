using PeerRpc.TestKit.Histories;
using PeerRpc.TestKit.Histories.Checking;

namespace PeerRpc.TestKit.Tests.Histories.Checking;

/// <summary>Outcomes and executions of calls: what breaks each rule, and what nearly does.</summary>
public sealed class CallRulesTests
{
    private readonly Story _story = new();

    [Fact]
    public void Execution_Twice_IsFound()
    {
        _story.Invoke();
        _story.Execute();
        _story.Execute(at: _story.SecondCallee);
        _story.Succeed();

        _story.AssertBreaks(HistoryRule.ExecutedAtMostOnce, Story.Call);
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public void Execution_OfAnIdempotentCall_MayHappenThreeTimes(int times, bool isAllowed)
    {
        _story.Invoke(CallForm.Idempotent);
        for (int i = 0; i < times; i++)
            _story.Execute();
        _story.Succeed();

        if (isAllowed)
            _story.AssertHolds();
        else
            _story.AssertBreaks(HistoryRule.ExecutedAtMostOnce, Story.Call);
    }

    [Fact]
    public void Outcome_Twice_IsFound()
    {
        _story.Invoke();
        _story.Execute();
        _story.Succeed();
        _story.Succeed();

        _story.AssertBreaks(HistoryRule.OneOutcome, Story.Call);
    }

    [Fact]
    public void Outcome_Missing_IsFound()
    {
        _story.Invoke();
        _story.Execute();

        _story.AssertBreaks(HistoryRule.OutcomeMissing, Story.Call);
    }

    [Fact]
    public void Outcome_MissingAtAKilledCaller_IsAllowed()
    {
        _story.Invoke();
        _story.Execute();
        _story.Kill(_story.Caller);

        _story.AssertHolds();
    }

    [Theory]
    [InlineData(10.9, true)]
    [InlineData(11.1, false)]
    public void Outcome_BehindTheDeadline_MayComeASecondLate(double after, bool isAllowed)
    {
        _story.Invoke(deadline: 10);
        _story.Pass(after);
        _story.Fail(PeerErrorCode.DeadlineExceeded, Executed.No);

        if (isAllowed)
            _story.AssertHolds();
        else
            _story.AssertBreaks(HistoryRule.InTime, Story.Call);
    }

    [Fact]
    public void Outcome_LateAtACallerThatWasStopped_IsAllowed()
    {
        _story.Invoke(deadline: 10);
        _story.Pause(_story.Caller);
        _story.Pass(30);
        _story.Continue(_story.Caller);
        _story.Fail(PeerErrorCode.DeadlineExceeded, Executed.Maybe);

        _story.AssertHolds();
    }

    [Fact]
    public void Outcome_LateWhereTheStopWasOver_IsFound()
    {
        _story.Pause(_story.Caller);
        _story.Pass(1);
        _story.Continue(_story.Caller);
        _story.Pass(1);
        _story.Invoke(deadline: 10);
        _story.Pass(30);
        _story.Fail(PeerErrorCode.DeadlineExceeded, Executed.Maybe);

        _story.AssertBreaks(HistoryRule.InTime, Story.Call);
    }

    [Fact]
    public void Slack_IsAddedToTheDeadline()
    {
        _story.Invoke(deadline: 10);
        _story.Pass(12);
        _story.Fail(PeerErrorCode.DeadlineExceeded, Executed.No);

        Assert.Equal(0, _story.Check(new CheckOptions { Slack = TimeSpan.FromSeconds(2) }).Violations);
    }

    [Theory]
    [InlineData(Executed.No, false)]
    [InlineData(Executed.Maybe, true)]
    public void Execution_OfACallThatSaysNo_IsFound(Executed executed, bool isAllowed)
    {
        _story.Invoke();
        _story.Fail(PeerErrorCode.Cancelled, executed);
        _story.Execute();

        if (isAllowed)
            _story.AssertHolds();
        else
            _story.AssertBreaks(HistoryRule.NoMeansNever, Story.Call);
    }

    [Theory]
    [InlineData(Executed.Yes, false)]
    [InlineData(Executed.No, true)]
    public void NoExecution_OfACallThatSaysYes_IsFound(Executed executed, bool isAllowed)
    {
        _story.Invoke();
        _story.Fail(PeerErrorCode.Internal, executed);

        if (isAllowed)
            _story.AssertHolds();
        else
            _story.AssertBreaks(HistoryRule.YesMeansExecuted, Story.Call);
    }

    [Fact]
    public void Success_WithoutAnExecution_IsFound()
    {
        _story.Invoke(CallForm.Idempotent);
        _story.Succeed();

        _story.AssertBreaks(HistoryRule.YesMeansExecuted, Story.Call);
    }

    [Fact]
    public void Success_BeforeTheExecutionEnds_IsFound()
    {
        _story.Invoke();
        _story.Start();
        _story.Succeed();
        _story.Pass(1);
        _story.Callee.Ended(Story.Call);

        _story.AssertBreaks(HistoryRule.ResultOfThisCall, Story.Call);
    }

    [Fact]
    public void Result_OfAnotherRequest_IsFound()
    {
        _story.Invoke();
        _story.Execute();
        _story.Caller.Succeeded(Story.Call, Story.Request + 1);

        _story.AssertBreaks(HistoryRule.ResultOfThisCall, Story.Call);
    }

    [Fact]
    public void Request_OfAnotherCall_IsFound()
    {
        _story.Invoke();
        _story.Callee.Started(Story.Call, Story.Request + 1);
        _story.Callee.Ended(Story.Call);
        _story.Succeed();

        _story.AssertBreaks(HistoryRule.ArgumentsOfThisCall, Story.Call);
    }

    [Fact]
    public void Execution_OfACallNeverMade_IsFound()
    {
        _story.Callee.Started(Story.Call, Story.Request);

        _story.AssertBreaks(HistoryRule.ArgumentsOfThisCall, Story.Call);
    }

    [Fact]
    public void Key_OfTwoCalls_IsFound()
    {
        _story.Invoke();
        _story.Invoke();
        _story.Execute();
        _story.Succeed();

        _story.AssertBreaks(HistoryRule.ArgumentsOfThisCall, Story.Call);
    }

    [Fact]
    public void End_WithoutAStart_IsFound()
    {
        _story.Invoke();
        _story.Callee.Ended(Story.Call);
        _story.Fail(PeerErrorCode.PeerGone, Executed.Maybe);

        _story.AssertBreaks(HistoryRule.ExecutionEndsOnce, Story.Call);
    }

    [Fact]
    public void Content_Wrong_IsFound()
    {
        _story.Invoke();
        _story.Execute();
        _story.Caller.ContentWrong(Story.Call);
        _story.Succeed();

        _story.AssertBreaks(HistoryRule.Content, Story.Call);
    }
}
