using PeerRpc.Core.Connections;
using PeerRpc.Core.Tests.Fakes;
using Xunit;

namespace PeerRpc.Core.Tests.Connections;

public class WorkSchedulerTests
{
    private static readonly AsyncLocal<string?> Ambient = new();

    private readonly ManualScheduler _scheduler = new();

    [Fact]
    public async Task Completion_IsToldInAWorkItemAndNotWhereItIsDecided()
    {
        var completion = new DeferredCompletion<int>(_scheduler);

        bool first = completion.TryComplete(1);
        bool second = completion.TryComplete(2);

        Assert.True(first);
        Assert.False(second);
        Assert.False(completion.Task.IsCompleted);
        _scheduler.RunAll();
        Assert.Equal(1, await completion.Task);
    }

    [Fact]
    public async Task RunAsync_RunsTheCodeAsAWorkItemInTheContextOfTheCaller()
    {
        Ambient.Value = "caller";
        string? seen = null;
        Task<int> run = _scheduler.RunAsync(() =>
        {
            seen = Ambient.Value;
            return Task.FromResult(3);
        });
        Ambient.Value = null;

        Assert.Null(seen);
        _scheduler.RunAll();

        Assert.Equal("caller", seen);
        Assert.Equal(3, await run);
    }

    [Fact]
    public async Task RunAsync_OfCodeThatFails_FailsAsItDid()
    {
        Task<int> thrown = _scheduler.RunAsync<int>(() => throw new InvalidOperationException("at once"));
        Task<int> cancelled = _scheduler.RunAsync(() => Task.FromCanceled<int>(new CancellationToken(true)));

        _scheduler.RunAll();

        Assert.Equal("at once", (await Assert.ThrowsAsync<InvalidOperationException>(() => thrown)).Message);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.True(cancelled.IsCanceled);
    }

    [Fact]
    public async Task Pool_RunsWorkOnAThreadOfThePool()
    {
        bool onPool = await WorkScheduler.Pool.RunAsync(() => Task.FromResult(Thread.CurrentThread.IsThreadPoolThread))
            .WaitAsync(Wire.Deadline);

        Assert.True(onPool);
    }
}
