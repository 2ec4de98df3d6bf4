namespace PeerRpc.Core.Connections;

/// <summary>Delays that somebody may cut short.</summary>
internal static class Delays
{
    /// <summary>Waits, by this clock.</summary>
    /// <remarks>
    /// Unlike Task.Delay, which takes whoever awaits it to the thread pool when it is cancelled, and so out of a
    /// simulation. Here they go on within the cancellation.
    /// </remarks>
    /// <param name="time">The clock.</param>
    /// <param name="duration">How long.</param>
    /// <param name="cancellationToken">Cuts it short.</param>
    /// <exception cref="OperationCanceledException">It was cut short.</exception>
    public static async Task DelayAsync(
        this TimeProvider time, TimeSpan duration, CancellationToken cancellationToken)
    {
        var elapsed = new TaskCompletionSource();
        ITimer timer = time.CreateTimer(
            static state => ((TaskCompletionSource)state!).TrySetResult(), elapsed, duration,
            Timeout.InfiniteTimeSpan);
        await using (timer.ConfigureAwait(false))
            await elapsed.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }
}
