using System.Runtime.CompilerServices;

namespace PeerRpc.Integration.Contracts;

/// <summary>Makes numbers, then waits to be stopped; tells what became of whoever enumerates it.</summary>
/// <param name="count">How many it makes before it waits.</param>
/// <param name="error">What it throws instead of waiting.</param>
internal sealed class Producer(int count, Exception? error = null)
{
    private readonly TaskCompletionSource _never = new();
    private readonly Lock _gate = new(); // guards _idle
    private TaskCompletionSource _idle = NewIdle();
    private int _started;
    private int _finished;
    private int _made;

    /// <summary>
    /// The token that the first one who enumerates it was given. Where that was joined from two, it may never fire: the
    /// enumeration lets go of it at its end.
    /// </summary>
    public Signal<CancellationToken> Entered { get; } = new();

    /// <summary>Open once one who enumerates it has run its end.</summary>
    public Gate Stopped { get; } = new();

    /// <summary>Open once one who enumerates it has been given all.</summary>
    public Gate Emptied { get; } = new();

    public int Started => Volatile.Read(ref _started);

    public int Finished => Volatile.Read(ref _finished);

    /// <summary>How many numbers were asked for.</summary>
    public int Made => Volatile.Read(ref _made);

    /// <summary>Ends when nobody enumerates it any more; at once if nobody does.</summary>
    public Task AllStoppedAsync()
    {
        lock (_gate)
            return Started == Finished ? Task.CompletedTask : _idle.Task.WithinLimitAsync();
    }

    public async IAsyncEnumerable<int> Items([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Begin();
        Entered.Set(cancellationToken);
        try
        {
            for (int i = 0; i < count; i++)
            {
                Interlocked.Increment(ref _made);
                yield return i;
            }
            if (error is not null)
                throw error;
            Emptied.Open();
            await _never.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            Finish();
            Stopped.Open();
        }
    }

    private void Begin()
    {
        lock (_gate)
        {
            if (_started++ == _finished)
                _idle = NewIdle();
        }
    }

    private void Finish()
    {
        lock (_gate)
        {
            if (++_finished == _started)
                _idle.TrySetResult();
        }
    }

    private static TaskCompletionSource NewIdle() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
