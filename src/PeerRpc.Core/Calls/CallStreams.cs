namespace PeerRpc.Core.Calls;

/// <summary>Counts the streams that belong to a call's result, which keep it from being over.</summary>
internal sealed class CallStreams
{
    private readonly Lock _gate = new(); // guards what follows
    private TaskCompletionSource? _ended;
    private int _count;

    public bool HasEnded
    {
        get
        {
            lock (_gate)
                return _count == 0;
        }
    }

    public void Add()
    {
        lock (_gate)
        {
            _count++;
            _ended ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public void Remove()
    {
        lock (_gate)
        {
            if (--_count == 0)
                _ended!.TrySetResult();
        }
    }

    /// <summary>Ends when there are none any more; at once if there never were any.</summary>
    public Task EndedAsync()
    {
        lock (_gate)
            return _count == 0 ? Task.CompletedTask : _ended!.Task;
    }
}
