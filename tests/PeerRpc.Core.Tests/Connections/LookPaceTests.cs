using PeerRpc.Core.Connections;
using Xunit;

namespace PeerRpc.Core.Tests.Connections;

public class LookPaceTests
{
    private static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Calm = TimeSpan.FromMilliseconds(4);

    [Fact]
    public void Looks_ThatFindNothing_BecomeFewer()
    {
        var pace = default(LookPace);
        for (int look = 0; look < 100; look++)
        {
            Assert.Equal(Usual, pace.Period);
            pace.Add(hasStalled: false);
        }

        Assert.Equal(Calm, pace.Period);
        for (int look = 0; look < 10_000; look++)
            pace.Add(hasStalled: false);
        Assert.Equal(Calm, pace.Period);
    }

    [Fact]
    public void Look_ThatFindsSomethingStalled_IsFollowedByAHundredAsUsual()
    {
        var pace = default(LookPace);
        for (int look = 0; look < 500; look++)
            pace.Add(hasStalled: false);

        pace.Add(hasStalled: true);

        for (int look = 0; look < 100; look++)
        {
            Assert.Equal(Usual, pace.Period);
            pace.Add(hasStalled: false);
        }
        Assert.Equal(Calm, pace.Period);
    }
}
