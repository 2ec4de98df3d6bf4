using PeerRpc.Core.Connections;

namespace PeerRpc.Core.Calls;

/// <summary>Counts the streams that belong to a call's result, which keep it from being over.</summary>
/// <param name="work">Runs what waits for their end.</param>
internal sealed class CallStreams(WorkScheduler work)
{
    private readonly Lock _gate = new(); // guards what follows
    private DeferredCompletion<bool>? _ended;
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
            _ended ??= new DeferredCompletion<bool>(work);
        }
    }

    public void Remove()
    {
        lock (_gate)
        {
            if (--_count == 0)
                _ended!.TryComplete(true);
        }
    }

    /// <summary>Ends when there are none any more; at once if there never were any.</summary>
    public Task EndedAsync()
    {
        lock (_gate)
            return _count == 0 ? Task.CompletedTask : _ended!.Task;
    }
}
