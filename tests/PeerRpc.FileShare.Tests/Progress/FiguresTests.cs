using FileShare.Progress;
using PeerRpc.Testing;

namespace PeerRpc.FileShare.Tests.Progress;

public class FiguresTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1536, "1.5 KiB")]
    [InlineData(200 * 1024 * 1024, "200 MiB")]
    [InlineData(5L * 1024 * 1024 * 1024, "5.0 GiB")]
    public void Bytes_OfAnySize_AreShort(long count, string expected) => Assert.Equal(expected, Figures.Bytes(count));

    [Fact]
    public void Pace_AfterSeconds_SaysRateAndTimeLeft()
    {
        var time = new ManualTimeProvider();
        var meter = new RateMeter(time);
        meter.Sample(0);
        time.Advance(TimeSpan.FromSeconds(2));
        meter.Sample(4 * 1024 * 1024);

        Assert.Equal("2.0 MiB/s, 1:30 left", Figures.Pace(meter.Rate, 180 * 1024 * 1024));
        Assert.Equal("waiting", Figures.Pace(0, 1));
        Assert.Equal("checking", Figures.Pace(meter.Rate, 0));
    }

    [Fact]
    public void Rate_AfterAStandstill_FallsToZero()
    {
        var time = new ManualTimeProvider();
        var meter = new RateMeter(time);
        for (int second = 0; second <= 20; second++)
        {
            meter.Sample(long.Min(second, 5) * 1000);
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(0, meter.Rate);
    }
}
