namespace PeerRpc.Core.Connections;

/// <summary>
/// Where work goes that must not run on the thread, or under the lock, of whoever gives rise to it. In production that
/// is the <see cref="Pool"/>; a simulation has one of its own, so that everything runs on one thread, in one order.
/// </summary>
/// <remarks>
/// Nothing in the libraries continues on the thread pool by any other way: a task whose continuations run
/// asynchronously, or <c>Task.Run</c>, would take a simulation's work away from its thread. What has to be completed
/// under a lock is a <see cref="DeferredCompletion{TResult}"/>.
/// </remarks>
internal abstract class WorkScheduler : IWorkSink
{
    /// <summary>The thread pool.</summary>
    public static WorkScheduler Pool { get; } = new PoolScheduler();

    /// <summary>Has the work run, not on this thread's stack. From any thread, and under any lock.</summary>
    public abstract void Defer(IThreadPoolWorkItem work);

    /// <summary>As <see cref="Defer"/>, from a finalizer: at a moment that only the garbage collector knows.</summary>
    public abstract void DeferForgotten(IThreadPoolWorkItem work);

    /// <summary>Has another thread look after work that this thread is about to do, until there is none left.</summary>
    public abstract void Watch(IStallable work);

    /// <summary>Blocks until another thread pulses the monitor, which this thread holds.</summary>
    public abstract void WaitForPulse(object monitor);

    /// <summary>
    /// Whether a bug costs only the connection on which it shows; a simulation looks for bugs, and ends with them.
    /// </summary>
    public virtual bool Survives(Exception bug) => true;

    /// <summary>Gets the rounds in which connections are checked so often.</summary>
    public virtual LivenessRounds GetRounds(TimeSpan period, TimeProvider time) => new(period, time);

    /// <summary>Waits, on a clock; what follows runs here also if the token fires.</summary>
    /// <exception cref="OperationCanceledException">The token has fired.</exception>
    public async Task DelayAsync(TimeSpan span, TimeProvider time, CancellationToken cancellationToken)
    {
        var over = new DeferredCompletion<bool>(this);
        using ITimer timer = time.CreateTimer(
            static over => ((DeferredCompletion<bool>)over!).TryComplete(true), over, span, Timeout.InfiniteTimeSpan);
        using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
            static over => ((DeferredCompletion<bool>)over!).TryComplete(false), over);
        if (!await over.Task.ConfigureAwait(false))
            throw new OperationCanceledException(cancellationToken);
    }

    /// <summary>Runs code that may block, in the context of the caller.</summary>
    /// <returns>What the code gives.</returns>
    public Task<TResult> RunAsync<TResult>(Func<Task<TResult>> code)
    {
        var run = new DeferredRun<TResult>(code);
        Defer(run);
        return run.Task;
    }
}
