using PeerRpc.Core.Connections;
using PeerRpc.Core.Tests.Fakes;
using PeerRpc.TestKit;
using Xunit;

namespace PeerRpc.Core.Tests.Connections;

public class DelaysTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public async Task DelayAsync_EndsWhenTheClockSaysSo()
    {
        Task delay = _clock.DelayAsync(TimeSpan.FromSeconds(2), CancellationToken.None);

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(delay.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));

        await delay.WaitAsync(Wire.Deadline);
    }

    [Fact]
    public async Task DelayAsync_Cancelled_IsCancelled()
    {
        using var source = new CancellationTokenSource();
        Task delay = _clock.DelayAsync(TimeSpan.FromSeconds(2), source.Token);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => delay.WaitAsync(Wire.Deadline));
    }

    [Fact]
    public async Task Branches_OfOneTask_AllRunWhereItEnds()
    {
        var source = new TaskCompletionSource<int>();
        var threads = new List<int>();
        Task[] awaiting = [FollowAsync(), FollowAsync(), FollowAsync()];

        int thread = await Task.Run(() =>
        {
            source.SetResult(5);
            return Environment.CurrentManagedThreadId;
        });

        await Task.WhenAll(awaiting);
        Assert.Equal([thread, thread, thread], threads);

        async Task FollowAsync()
        {
            Assert.Equal(5, await source.Task.Branch().ConfigureAwait(false));
            lock (threads)
                threads.Add(Environment.CurrentManagedThreadId);
        }
    }
}
