using PeerRpc.Core.Calls;
using PeerRpc.Core.Links;
using Xunit;

namespace PeerRpc.Core.Tests.Calls;

/// <summary>A call's token runs the code of whoever listens to it, which may throw and may block.</summary>
public sealed class CallTokenTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Cancel_ListenerThrows_ReadPumpSurvivesAndCallerIsCancelled()
    {
        var entered = new TaskCompletionSource<string>();
        using var calls = LinkedCalls.Serving(_ =>
        {
            PeerCall.Current!.CancellationToken.Register(() => throw new InvalidOperationException("a listener"));
            return entered.Task;
        });
        using var source = new CancellationTokenSource();
        Task call = calls.Proxy.Run("wait", source.Token);
        calls.Deliver();

        await source.CancelAsync();
        string? fault = calls.Deliver();

        Assert.Null(fault);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(Limit));
    }

    [Fact]
    public async Task End_ListenerBlocks_ReturnsAndFiresTheToken()
    {
        using var release = new ManualResetEventSlim();
        var fired = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var calls = LinkedCalls.Serving(_ =>
        {
            PeerCall.Current!.CancellationToken.Register(() =>
            {
                fired.SetResult();
                release.Wait(Limit);
            });
            return new TaskCompletionSource<string>().Task;
        });
        _ = calls.Proxy.Run("wait");
        calls.Deliver();

        Task end = Task.Run(calls.Callee.End);

        try
        {
            await end.WaitAsync(TimeSpan.FromSeconds(10));
            await fired.Task.WaitAsync(Limit);
        }
        finally
        {
            release.Set();
        }
    }

    [Fact]
    public void Cancel_ManyTimes_DefersOnce()
    {
        using var calls = LinkedCalls.Serving(_ => new TaskCompletionSource<string>().Task);
        _ = calls.Proxy.Run("wait");
        calls.Deliver();
        var deferred = new CountingSink();

        for (int i = 0; i < 1000; i++)
            calls.CalleeEnd.OnFrame(LinkFrameKind.Cancel, [1, (byte)CancelReason.Cancelled], null, deferred);

        Assert.Equal(1, deferred.Count);
    }
}
