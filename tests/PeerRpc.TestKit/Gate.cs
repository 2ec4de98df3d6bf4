namespace PeerRpc.TestKit;

/// <summary>Closed at first; whoever waits at it goes on once it has been opened.</summary>
public sealed class Gate
{
    private readonly TaskCompletionSource _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsOpen => _source.Task.IsCompleted;

    public void Open() => _source.TrySetResult();

    /// <summary>Waits until it is open; fails after <see cref="WaitExtensions.Limit"/>.</summary>
    public Task WaitAsync() => _source.Task.WithinLimitAsync();
}
