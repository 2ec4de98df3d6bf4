using PeerRpc.TestKit.Histories.Checking;

namespace PeerRpc.TestKit.Tests.Histories.Checking;

/// <summary>The order in which calls start.</summary>
public sealed class OrderRuleTests
{
    private readonly Story _story = new();

    [Fact]
    public void Starts_InAnotherOrder_AreFound()
    {
        InvokeBoth();
        _story.Execute(Story.Later);
        _story.Execute();
        SucceedBoth();

        _story.AssertBreaks(HistoryRule.StartOrder, Story.Call, Story.Later);
    }

    [Fact]
    public void Starts_InTheirOrder_AreAllowed()
    {
        InvokeBoth();
        _story.Start();
        _story.Execute(Story.Later);
        _story.Callee.Ended(Story.Call);
        SucceedBoth();

        _story.AssertHolds();
    }

    [Fact]
    public void Starts_AtTwoInstances_HaveNoOrder()
    {
        InvokeBoth();
        _story.Execute(Story.Later);
        _story.Execute(at: _story.SecondCallee);
        SucceedBoth();

        _story.AssertHolds();
    }

    [Fact]
    public void Starts_OfCallsOutsideTheOrder_AreAllowed()
    {
        _story.Invoke();
        _story.Invoke(call: Story.Later, order: 1);
        _story.Execute(Story.Later);
        _story.Execute();
        SucceedBoth();

        _story.AssertHolds();
    }

    [Theory]
    [InlineData(PeerErrorCode.PeerGone, true)]
    [InlineData(PeerErrorCode.Cancelled, false)]
    public void Starts_OfACallThatADeadLinkLeft_HaveNoOrder(PeerErrorCode code, bool isAllowed)
    {
        InvokeBoth();
        _story.Execute(Story.Later);
        _story.Execute();
        _story.Fail(code, Executed.Maybe);
        _story.Succeed(Story.Later);

        if (isAllowed)
            _story.AssertHolds();
        else
            _story.AssertBreaks(HistoryRule.StartOrder, Story.Call, Story.Later);
    }

    private void InvokeBoth()
    {
        _story.Invoke(order: 1);
        _story.Invoke(call: Story.Later, order: 2);
    }

    private void SucceedBoth()
    {
        _story.Succeed();
        _story.Succeed(Story.Later);
    }
}
