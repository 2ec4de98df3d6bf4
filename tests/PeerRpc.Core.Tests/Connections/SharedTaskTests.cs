using PeerRpc.Core.Connections;
using Xunit;

namespace PeerRpc.Core.Tests.Connections;

public class SharedTaskTests
{
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
