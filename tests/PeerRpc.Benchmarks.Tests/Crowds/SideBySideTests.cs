using PeerRpc.Benchmarks.Crowds;

namespace PeerRpc.Benchmarks.Tests.Crowds;

public sealed class SideBySideTests
{
    [Theory]
    [InlineData(0, 4)]
    [InlineData(3, 4)]
    [InlineData(100, 7)]
    public async Task ForAsync_AnyCount_RunsEachIndexOnce(int count, int atATime)
    {
        int[] runs = new int[count];

        await SideBySide.ForAsync(count, atATime, async index =>
        {
            await Task.Yield();
            Interlocked.Increment(ref runs[index]);
        });

        Assert.All(runs, times => Assert.Equal(1, times));
    }

    [Fact]
    public async Task ForAsync_ManyAtATime_KeepsTheLimit()
    {
        int running = 0;
        int most = 0;
        var gate = new object();

        await SideBySide.ForAsync(50, 3, async _ =>
        {
            lock (gate) most = Math.Max(most, ++running);
            await Task.Yield();
            lock (gate) running--;
        });

        Assert.InRange(most, 1, 3);
    }

    [Fact]
    public async Task ForAsync_OneFails_StartsNoFurther()
    {
        List<int> started = [];

        await Assert.ThrowsAsync<InvalidOperationException>(() => SideBySide.ForAsync(10, 1, index =>
        {
            started.Add(index);
            return index == 2 ? throw new InvalidOperationException() : Task.CompletedTask;
        }));

        Assert.Equal([0, 1, 2], started);
    }
}
