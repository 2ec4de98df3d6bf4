using PeerRpc.Chaos.Reports;

namespace PeerRpc.Chaos.Tests.Reports;

/// <summary>How evenly clients come back.</summary>
public sealed class ArrivalFiguresTests
{
    private const long Millisecond = TimeSpan.TicksPerMillisecond;

    [Fact]
    public void Parse_CountsArrivalsByWindows()
    {
        long start = 1000 * Millisecond;
        long[] connections = [900, 1000, 1099, 1100, 1399];

        var figures = ArrivalFigures.Parse(
            $"{start}|{string.Join(',', connections.Select(ms => ms * Millisecond))}|{start + (250 * Millisecond)}");

        Assert.Equal([3, 1, 0, 1], figures.Histogram[..4]);
        Assert.Equal(5, figures.Connections);
        Assert.Equal(3, figures.Peak);
        Assert.Equal(5 / 4.0, figures.Mean);
        Assert.Equal(1, figures.Registered);
        Assert.Equal(TimeSpan.FromMilliseconds(250), figures.LastRegistration);
    }

    [Fact]
    public void Parse_OfNobody_IsZero()
    {
        var figures = ArrivalFigures.Parse("5||");

        Assert.Equal(0, figures.Registered);
        Assert.Equal(0, figures.Peak);
        Assert.Equal(0, figures.Mean);
    }
}
