namespace PeerRpc.TestKit;

/// <summary>Waits for signals, and fails where none comes: a test hangs never, and sleeps never.</summary>
public static class WaitExtensions
{
    /// <summary>Long enough for a loaded machine; a test that runs into it has failed.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static Task WithinLimitAsync(this Task task) => task.WaitAsync(Limit);

    public static Task<T> WithinLimitAsync<T>(this Task<T> task) => task.WaitAsync(Limit);

    public static Task WithinLimitAsync(this ValueTask task) => task.AsTask().WaitAsync(Limit);

    public static Task<T> WithinLimitAsync<T>(this ValueTask<T> task) => task.AsTask().WaitAsync(Limit);

    /// <summary>A task that ends when the token has fired.</summary>
    public static async Task FiredAsync(this CancellationToken token)
    {
        var fired = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration registration = token.Register(fired.SetResult);
        await fired.Task.WithinLimitAsync();
    }
}
