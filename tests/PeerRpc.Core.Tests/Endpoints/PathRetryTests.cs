using PeerRpc.Core.Endpoints;
using PeerRpc.TestKit;
using Xunit;

namespace PeerRpc.Core.Tests.Endpoints;

public class PathRetryTests
{
    [Fact]
    public void Retries_WaitLongerAndLonger_WithinTheirBounds()
    {
        var clock = new ManualClock();
        int due = 0;
        using var retry = new PathRetry(clock, () => 0.999, () => due++);
        foreach (int bound in (int[])[50, 100, 200, 400, 800, 1600, 2000, 2000])
        {
            retry.Schedule();
            clock.Advance(TimeSpan.FromMilliseconds((bound * 0.999) - 1));
            Assert.Equal(0, due);
            clock.Advance(TimeSpan.FromMilliseconds(1));
            Assert.Equal(1, due);
            due = 0;
        }
        retry.Reset();
        retry.Schedule();
        clock.Advance(TimeSpan.FromMilliseconds(50));
        Assert.Equal(1, due);
    }

    [Fact]
    public void Retries_ThatAreStopped_DoNotCome()
    {
        var clock = new ManualClock();
        int due = 0;
        var retry = new PathRetry(clock, () => 0.5, () => due++);
        retry.Schedule();
        retry.Stop();
        clock.Advance(TimeSpan.FromSeconds(10));
        retry.Schedule();
        retry.Dispose();
        retry.Schedule();
        clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal((0, false, 0), (due, retry.IsScheduled, clock.TimerCount));
    }
}
