using PeerRpc.CodeGeneration;
using PeerRpc.Core.Calls;
using Xunit;

namespace PeerRpc.Core.Tests.Calls;

public class CallCountsTests
{
    private static readonly PeerMethod Method = PeerContracts.Get<ICallTest>().Methods[0];

    [Fact]
    public void Count_OfAnyCode_IsThatOfTheCode()
    {
        var counts = new CallCounts();
        var target = new CallTarget(new CallAddress("/test"), Method);

        foreach (PeerErrorCode code in Enum.GetValues<PeerErrorCode>())
            counts.CountMade(target, code);

        Assert.Equal(Enum.GetValues<PeerErrorCode>(), counts.Made.Keys.Order());
        Assert.All(counts.Made.Values, count => Assert.Equal(1, count));
    }

    [Fact]
    public void Count_OfACallOfTheFramework_IsNone()
    {
        var counts = new CallCounts();

        counts.CountMade(new CallTarget(new CallAddress("$peerrpc/registry"), Method), PeerErrorCode.None);

        Assert.Empty(counts.Made);
    }
}
