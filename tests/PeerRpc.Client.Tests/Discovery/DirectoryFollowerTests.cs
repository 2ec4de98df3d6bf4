using System.Runtime.CompilerServices;
using PeerRpc.Client.Discovery;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Discovery;
using PeerRpc.TestKit;
using Xunit;

namespace PeerRpc.Client.Tests.Discovery;

public class DirectoryFollowerTests
{
    private static readonly Guid Epoch = Guid.NewGuid();

    private readonly ManualClock _clock = new();
    private readonly Queue<PeerErrorCode> _failures = [];

    [Theory]
    [InlineData(PeerErrorCode.PolicyFailed)]
    [InlineData(PeerErrorCode.ResourceExhausted)]
    public async Task Follow_AfterAFailureThatMayPass_GoesOnForWhoHasHadAView(PeerErrorCode code)
    {
        _failures.Enqueue(PeerErrorCode.None);
        _failures.Enqueue(code);
        await using IAsyncEnumerator<PeerDirectoryUpdate> updates = Follow();

        Assert.True(await updates.MoveNextAsync().AsTask().WithinLimitAsync());
        Assert.True(await updates.MoveNextAsync().AsTask().WithinLimitAsync());
        Assert.True(updates.Current.IsStale);
        Task<bool> back = updates.MoveNextAsync().AsTask();
        using var late = new CancellationTokenSource(WaitExtensions.Limit);
        while (!back.IsCompleted)
        {
            late.Token.ThrowIfCancellationRequested();
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.True(await back);
        Assert.False(updates.Current.IsStale);
        Assert.Equal("bob", Assert.Single(updates.Current.Peers).Key);
    }

    [Theory]
    [InlineData(PeerErrorCode.PolicyFailed)]
    [InlineData(PeerErrorCode.ResourceExhausted)]
    public async Task Follow_WhoseFirstAttemptFails_TellsSo(PeerErrorCode code)
    {
        _failures.Enqueue(code);
        await using IAsyncEnumerator<PeerDirectoryUpdate> updates = Follow();

        PeerRpcException failure =
            await Assert.ThrowsAsync<PeerRpcException>(() => updates.MoveNextAsync().AsTask().WithinLimitAsync());

        Assert.Equal(code, failure.Code);
    }

    private IAsyncEnumerator<PeerDirectoryUpdate> Follow()
    {
        var never = new TaskCompletionSource();
        var follower =
            new DirectoryFollower(_clock, WorkScheduler.Pool, () => TimeSpan.FromSeconds(30), never.Task);
        return follower.FollowAsync((_, _, token) => WatchAsync(token)).GetAsyncEnumerator();
    }

    // What is to fail does so at once. Otherwise the one peer is there, and then the broker is lost, but for the last
    // time.
    private async IAsyncEnumerable<DirectoryBatch> WatchAsync([EnumeratorCancellation] CancellationToken token)
    {
        bool isLast = !_failures.TryDequeue(out PeerErrorCode code);
        if (!isLast && code != PeerErrorCode.None)
            throw new PeerRpcException(code, "Not now.");
        var bob = new PeerInfo { Id = "bob", State = PeerState.Online, Since = DateTimeOffset.UnixEpoch };
        yield return new DirectoryBatch(Epoch, 1, BatchPart.SnapshotEnd, [bob], []);
        if (!isLast)
            throw new PeerRpcException(PeerErrorCode.Unavailable, "Lost.");
        await Task.Delay(Timeout.Infinite, token);
    }
}
