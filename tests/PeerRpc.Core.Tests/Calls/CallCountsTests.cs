using PeerRpc.CodeGeneration;
using PeerRpc.Core.Calls;
using Xunit;

namespace PeerRpc.Core.Tests.Calls;

public class CallCountsTests
{
    private static readonly PeerMethod Method = PeerContracts.Get<ICallTest>().Methods[0];

    [Fact]
    public void Count_OfACodeThatIsNotKnown_IsOneOfInternal()
    {
        var counts = new CallCounts();
        var target = new CallTarget(new CallAddress("/test"), Method);

        counts.CountMade(target, (PeerErrorCode)200);
        counts.CountMade(target, (PeerErrorCode)(-1));
        counts.CountMade(target, PeerErrorCode.PolicyFailed);

        Assert.Equal(2, counts.Made[PeerErrorCode.Internal]);
        Assert.Equal(1, counts.Made[PeerErrorCode.PolicyFailed]);
    }

    [Fact]
    public void Count_OfACallOfTheFramework_IsNone()
    {
        var counts = new CallCounts();

        counts.CountMade(new CallTarget(new CallAddress("$peerrpc/registry"), Method), PeerErrorCode.None);

        Assert.Empty(counts.Made);
    }
}
