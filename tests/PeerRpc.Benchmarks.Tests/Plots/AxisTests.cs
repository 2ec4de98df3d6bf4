using PeerRpc.Benchmarks.Plots;

namespace PeerRpc.Benchmarks.Tests.Plots;

public class AxisTests
{
    [Theory]
    [InlineData(1531, new double[] { 0, 500, 1000, 1500, 2000 })]
    [InlineData(0.9, new double[] { 0, 0.2, 0.4, 0.6, 0.8, 1 })]
    [InlineData(100, new double[] { 0, 20, 40, 60, 80, 100 })]
    public void Linear_AnyHighest_EndsAboveItInRoundSteps(double highest, double[] ticks) =>
        Assert.Equal(ticks, Axis.Linear("x", [1 / 8.0, highest]).Ticks.Select(tick => Math.Round(tick, 6)));

    [Fact]
    public void Logarithmic_Values_EndsAroundThem() =>
        Assert.Equal(
            [50, 100, 200, 500, 1000],
            Axis.Logarithmic("x", [97, 510]).Ticks.Select(tick => Math.Round(tick, 6)));

    [Fact]
    public void Place_LinearAxis_DividesByDifference() =>
        Assert.Equal(0.25, Axis.Linear("x", [2000]).Place(500));

    [Fact]
    public void Place_DoublingAxis_DividesByRatio()
    {
        Axis axis = Axis.Doubling("x", [1, 4, 2, 8, 2, 16]);

        Assert.Equal([0, 0.25, 0.5, 0.75, 1], axis.Ticks.Select(tick => Math.Round(axis.Place(tick), 9)));
    }

    [Fact]
    public void Place_AxisOfOneValue_IsItsBeginning() => Assert.Equal(0, Axis.Doubling("x", [64]).Place(64));
}
