using PeerRpc.Core.Frames;
using PeerRpc.Core.Statistics;
using PeerRpc.Core.Tests.Fakes;
using Xunit;

namespace PeerRpc.Core.Tests.Frames;

public class ListedNumbersTests
{
    [Fact]
    public void Read_OfAnyNumbers_GivesThoseThatAreListed()
    {
        for (int number = 0; number <= byte.MaxValue; number++)
        {
            byte[] refusal = Wire.Body(
                new RouteRefusedFrame((PeerErrorCode)number, (PeerErrorOrigin)number, default, "no"));
            byte[] close = Wire.Body(new CloseRouteFrame((CloseReason)number, "no"));

            Assert.True(RouteRefusedFrame.TryRead(refusal, out RouteRefusedFrame refused));
            Assert.True(CloseRouteFrame.TryRead(close, out CloseRouteFrame closed));

            Assert.Equal(number <= 18 ? (PeerErrorCode)number : PeerErrorCode.Internal, refused.Code);
            Assert.Equal(number <= 3 ? (PeerErrorOrigin)number : PeerErrorOrigin.Broker, refused.Origin);
            Assert.Equal(number is >= 1 and <= 7 ? (CloseReason)number : CloseReason.Abandoned, closed.Reason);
        }
    }

    [Theory]
    [InlineData(0, PeerErrorCode.None)]
    [InlineData(18, PeerErrorCode.PolicyFailed)]
    [InlineData(19, PeerErrorCode.Internal)]
    [InlineData(int.MaxValue, PeerErrorCode.Internal)]
    public void Outcome_OfAReport_IsOneThatIsListed(int code, PeerErrorCode outcome) =>
        Assert.Equal(outcome, new OutcomeCount(code, 1).Outcome);
}
