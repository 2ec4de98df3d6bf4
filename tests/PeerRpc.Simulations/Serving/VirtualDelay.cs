namespace PeerRpc.Simulations.Serving;

/// <summary>Waits that can be cancelled without leaving the thread, which Task.Delay does not promise.</summary>
internal static class VirtualDelay
{
    /// <summary>Waits on a clock.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="duration">How long.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async Task WaitAsync(TimeProvider time, TimeSpan duration, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var source = new TaskCompletionSource();
        await using ITimer timer = time.CreateTimer(
            static state => ((TaskCompletionSource)state!).TrySetResult(), source, duration,
            Timeout.InfiniteTimeSpan);
        await using CancellationTokenRegistration registration =
            cancellationToken.UnsafeRegister(_ => source.TrySetCanceled(cancellationToken), null);
        await source.Task;
    }
}
