using PeerRpc.Core.Connections;
using Xunit;

namespace PeerRpc.Core.Tests.Connections;

public class WorkPaceTests
{
    [Fact]
    public void Pace_OfWorkThatIsSoonDone_IsQuick()
    {
        WorkPace pace = After(default, 100, TimeSpan.FromMicroseconds(200));

        Assert.True(default(WorkPace).MayWait());
        Assert.True(pace.MayWait());
    }

    [Fact]
    public void Pace_OfWorkThatTakesLong_IsNot_UntilItIsSoonDoneAgain()
    {
        WorkPace slow = After(default, 100, TimeSpan.FromMicroseconds(300));
        WorkPace quick = After(slow, 100, TimeSpan.FromMicroseconds(200));

        Assert.False(slow.MayWait());
        Assert.True(quick.MayWait());
    }

    [Fact]
    public void Pace_OfQuickWorkThatWasInterruptedOnce_IsQuick()
    {
        WorkPace pace = After(After(default, 100, TimeSpan.FromMicroseconds(100)), 1, TimeSpan.FromSeconds(10));

        Assert.True(pace.MayWait());
    }

    [Fact]
    public void Pace_OfSlowWork_IsTriedOnceInAWhile()
    {
        WorkPace pace = After(default, 100, TimeSpan.FromSeconds(1));

        Assert.Equal(10, Enumerable.Range(0, 160).Count(_ => pace.MayWait()));
    }

    private static WorkPace After(WorkPace pace, int times, TimeSpan taken)
    {
        for (int i = 0; i < times; i++)
            pace.Add(taken);
        return pace;
    }
}
