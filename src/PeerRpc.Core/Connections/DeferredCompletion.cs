namespace PeerRpc.Core.Connections;

/// <summary>A task that may be completed under a lock: whoever awaits it goes on in a work item.</summary>
/// <param name="work">Runs the work item.</param>
internal sealed class DeferredCompletion<TResult>(WorkScheduler work) : IThreadPoolWorkItem
{
    // Continuations run inline: Execute is a work item of its own, so they hold up nobody.
    private readonly TaskCompletionSource<TResult> _source = new();
    private TResult? _result;
    private int _decided;

    /// <summary>The task. It ends soon after <see cref="TryComplete"/>, not within it.</summary>
    public Task<TResult> Task => _source.Task;

    /// <summary>Decides the result; false if that has been done. From any thread.</summary>
    public bool TryComplete(TResult result)
    {
        if (Interlocked.Exchange(ref _decided, 1) != 0)
            return false;
        _result = result;
        work.Defer(this);
        return true;
    }

    void IThreadPoolWorkItem.Execute() => _source.TrySetResult(_result!);
}
