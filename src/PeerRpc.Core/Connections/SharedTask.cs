namespace PeerRpc.Core.Connections;

/// <summary>Awaiting one task in more than one place.</summary>
internal static class SharedTask
{
    /// <summary>Makes a task that ends as another one does, at once and on the same thread.</summary>
    /// <remarks>
    /// Where a task is awaited more than once, .NET goes on with one of the awaits where the task ends and with the
    /// others on the thread pool, where a simulation loses them. So each of them gets a branch of its own.
    /// </remarks>
    public static Task<TResult> Branch<TResult>(this Task<TResult> task) => task.IsCompleted
        ? task
        : task.ContinueWith(
            static ended => ended, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default).Unwrap();

    /// <inheritdoc cref="Branch{TResult}"/>
    public static Task Branch(this Task task) => task.IsCompleted
        ? task
        : task.ContinueWith(
            static ended => ended, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default).Unwrap();
}
