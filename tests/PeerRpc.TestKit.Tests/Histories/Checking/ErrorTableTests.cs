using PeerRpc.TestKit.Histories;
using PeerRpc.TestKit.Histories.Checking;

namespace PeerRpc.TestKit.Tests.Histories.Checking;

/// <summary>Codes, and what they may say about the execution.</summary>
public sealed class ErrorTableTests
{
    [Theory]
    [InlineData(PeerErrorCode.PeerGone, "Maybe")]
    [InlineData(PeerErrorCode.ConnectionLost, "Maybe")]
    [InlineData(PeerErrorCode.Unavailable, "No")]
    [InlineData(PeerErrorCode.PeerNotFound, "No")]
    [InlineData(PeerErrorCode.PeerIdInUse, "No")]
    [InlineData(PeerErrorCode.PolicyFailed, "No")]
    [InlineData(PeerErrorCode.InvalidArgument, "No")]
    [InlineData(PeerErrorCode.ApplicationError, "Yes")]
    [InlineData(PeerErrorCode.SlowConsumer, "Yes")]
    [InlineData(PeerErrorCode.Internal, "No Yes")]
    [InlineData(PeerErrorCode.ResourceExhausted, "No Yes")]
    [InlineData(PeerErrorCode.ProtocolError, "No Maybe")]
    [InlineData(PeerErrorCode.DeadlineExceeded, "No Maybe Yes")]
    [InlineData(PeerErrorCode.Cancelled, "No Maybe Yes")]
    [InlineData(PeerErrorCode.None, "")]
    public void Allows_EachValue_AsTheTableSays(PeerErrorCode code, string allowed)
    {
        foreach (Executed executed in Enum.GetValues<Executed>())
        {
            bool isAllowed = allowed.Split(' ').Contains(executed.ToString());
            Assert.Equal(isAllowed, ErrorTable.Allows(code, executed));
            Assert.Equal(
                isAllowed || (executed == Executed.Yes && code != PeerErrorCode.None),
                ErrorTable.AllowsStream(code, executed));
        }
    }

    [Theory]
    [InlineData(CallForm.Unary, false)]
    [InlineData(CallForm.OnObject, true)]
    public void Outcome_GoneWithoutAnExecution_IsForCallsOnObjects(CallForm form, bool isAllowed)
    {
        var story = new Story();
        story.Invoke(form);
        story.Fail(PeerErrorCode.PeerGone, Executed.No);

        if (isAllowed)
            story.AssertHolds();
        else
            story.AssertBreaks(HistoryRule.CodeAndExecuted, Story.Call);
    }

    [Theory]
    [InlineData(CallForm.Unary, false)]
    [InlineData(CallForm.Streaming, true)]
    public void Outcome_WithAValueThatItsCodeDoesNotHave_IsFound(CallForm form, bool isAllowed)
    {
        var story = new Story();
        story.Invoke(form);
        story.Execute();
        story.Fail(PeerErrorCode.PeerGone, Executed.Yes);

        if (isAllowed)
            story.AssertHolds();
        else
            story.AssertBreaks(HistoryRule.CodeAndExecuted, Story.Call);
    }
}
