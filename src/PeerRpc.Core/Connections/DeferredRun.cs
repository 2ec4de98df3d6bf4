namespace PeerRpc.Core.Connections;

/// <summary>Asynchronous code as a work item, with a task for its result.</summary>
/// <param name="code">The code. It runs in the context in which this was made, so that traces go on in it.</param>
internal sealed class DeferredRun<TResult>(Func<Task<TResult>> code) : IThreadPoolWorkItem
{
    private readonly ExecutionContext? _context = ExecutionContext.Capture();

    // Continuations run inline, where the code has ended: nobody's thread is held up by that.
    private readonly TaskCompletionSource<TResult> _source = new();

    public Task<TResult> Task => _source.Task;

    void IThreadPoolWorkItem.Execute()
    {
        if (_context is null)
            _ = RunAsync();
        else
            ExecutionContext.Run(_context, static run => _ = ((DeferredRun<TResult>)run!).RunAsync(), this);
    }

    private async Task RunAsync()
    {
        TResult result;
        try
        {
            result = await code().ConfigureAwait(false);
        }
        catch (OperationCanceledException cancelled)
        {
            _source.TrySetCanceled(cancelled.CancellationToken);
            return;
        }
        catch (Exception exception)
        {
            // Whatever the code throws is for whoever awaits it.
            _source.TrySetException(exception);
            return;
        }
        _source.TrySetResult(result);
    }
}
