namespace PeerRpc.TestKit;

/// <summary>Something that happens once, and carries a value.</summary>
public sealed class Signal<T>
{
    private readonly TaskCompletionSource<T> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool HasCome => _source.Task.IsCompleted;

    public void Set(T value) => _source.TrySetResult(value);

    /// <summary>Waits until it has happened; fails after <see cref="WaitExtensions.Limit"/>.</summary>
    public Task<T> WaitAsync() => _source.Task.WithinLimitAsync();
}
