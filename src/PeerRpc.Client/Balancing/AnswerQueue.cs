using PeerRpc.Core.Connections;

namespace PeerRpc.Client.Balancing;

/// <summary>Gives the results of tasks in the order in which they end.</summary>
/// <param name="work">Runs whoever waits for one.</param>
internal sealed class AnswerQueue<TAnswer>(WorkScheduler work)
{
    private readonly Lock _gate = new(); // guards all of these
    private readonly HashSet<Task<TAnswer>> _running = [];
    private readonly Queue<Task<TAnswer>> _ended = [];
    private DeferredCompletion<bool> _came = new(work);

    /// <summary>Adds a task.</summary>
    public void Add(Task<TAnswer> task)
    {
        lock (_gate)
            _running.Add(task);
        _ = FollowAsync(task);
    }

    /// <summary>Waits for the next result; for as many as were added, and one at a time.</summary>
    public async Task<TAnswer> NextAsync()
    {
        while (true)
        {
            Task<bool> came;
            Task<TAnswer>? ended;
            lock (_gate)
            {
                _ended.TryDequeue(out ended);
                came = _came.Task;
            }
            if (ended is not null)
                return await ended.ConfigureAwait(false);
            await came.ConfigureAwait(false);
        }
    }

    /// <summary>Waits until nothing is under way any more.</summary>
    public async Task EndAsync()
    {
        while (true)
        {
            Task<bool> came;
            lock (_gate)
            {
                if (_running.Count == 0)
                    return;
                _ended.Clear();
                came = _came.Task;
            }
            await came.ConfigureAwait(false);
        }
    }

    private async Task FollowAsync(Task<TAnswer> task)
    {
        await ((Task)task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_gate)
        {
            _running.Remove(task);
            _ended.Enqueue(task);
            DeferredCompletion<bool> came = _came;
            _came = new DeferredCompletion<bool>(work);
            came.TryComplete(true);
        }
    }
}
