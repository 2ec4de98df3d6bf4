using System.Globalization;
using System.Runtime.ExceptionServices;

namespace PeerRpc.Testing.Simulation.Engine;

/// <summary>Runs all of a simulation on one thread: what is ready first, and then what is due next.</summary>
/// <remarks>
/// 1. While work is ready, it runs, in an order that the seed chooses. 2. When none is, the clock moves to the next
/// event, which makes more of it. 3. When there is neither, nothing can ever happen again. Work takes no virtual time.
/// </remarks>
/// <param name="trace">Is told everything.</param>
/// <param name="ready">Keeps what could run.</param>
/// <param name="limit">The moment that is never reached, in ticks.</param>
internal sealed class EventLoop(Trace trace, ReadyQueue ready, long limit)
{
    // Flows with the code of a run, wherever that goes: so it is noticed on the first step that it takes elsewhere.
    private static readonly AsyncLocal<EventLoop?> Running = new(OnContextChanged);

    // Two hundred calls take some ten thousand steps; who takes this many without time passing goes round in circles.
    private const long MostStepsAtOneMoment = 2_000_000;

    private const string EscapeHint =
        "If it waits for a task that no part of the simulation completes (Task.Run, Task.Delay without the " +
        "simulation's clock), that is why.";

    // In real time: what has left the thread shows itself by then, if it does at all; where every thread of the pool is
    // busy it takes more than a second. Only a run that has failed waits.
    private static readonly TimeSpan EscapeGrace = TimeSpan.FromSeconds(3);

    private readonly PriorityQueue<LoopEvent, (long Due, long Order)> _events = new();
    private readonly object _failing = new(); // pulsed at a failure, which may come from any thread
    private ExecutionContext? _context;
    private Exception? _failure;
    private Exception? _escape;
    private volatile int _thread;
    private long _order;
    private long _stepsNow;

    /// <summary>Since the beginning, in ticks.</summary>
    public long Now { get; private set; }

    public Trace Trace => trace;

    /// <summary>How many work items and events have run.</summary>
    public long Steps { get; private set; }

    /// <summary>Whether the loop runs, on whatever thread.</summary>
    public bool IsRunning => _thread != 0;

    /// <summary>Takes the current thread.</summary>
    public void Enter()
    {
        if (ExecutionContext.IsFlowSuppressed())
            throw new InvalidOperationException("A simulation cannot run where the flow of contexts is suppressed.");
        _thread = Environment.CurrentManagedThreadId;
        Running.Value = this;
        _context = ExecutionContext.Capture();
    }

    /// <summary>Gives the thread back. Whatever calls later is not answered.</summary>
    public void Leave()
    {
        _thread = 0;
        Running.Value = null;
        _events.Clear();
    }

    /// <summary>Has an event happen.</summary>
    public void At(long due, LoopEvent happening) =>
        _events.Enqueue(happening, (Math.Max(due, Now), _order++));

    /// <summary>Has a process do work as soon as its turn comes.</summary>
    public void Add(SimulatedProcess process, IThreadPoolWorkItem work) => ready.Add(new ReadyWork(process, work));

    /// <summary>Writes down what happens now.</summary>
    public void Record(TraceKind kind, string subject, string? detail = null, long number = 0) =>
        trace.Add(new TraceEntry(Now, kind, subject, detail, number));

    /// <summary>Ends the run: nothing that comes after would mean anything.</summary>
    public void Fail(Exception failure)
    {
        lock (_failing)
        {
            _failure ??= failure;
            Monitor.PulseAll(_failing);
        }
    }

    /// <summary>Notices code that has left the simulation's thread, when it comes back on another one.</summary>
    /// <returns>False if the run is over, and nothing is to be done any more.</returns>
    /// <exception cref="SimulationException">This is not the simulation's thread.</exception>
    public bool CheckThread()
    {
        int thread = _thread;
        if (thread == Environment.CurrentManagedThreadId)
            return true;
        if (thread == 0)
            return false;
        SimulationException escaped = Escape.Describe(thread);
        Fail(escaped);
        throw escaped;
    }

    /// <summary>Runs until a task has ended.</summary>
    /// <param name="main">The task.</param>
    /// <param name="describe">Says what everybody waits for.</param>
    public void RunUntil(Task main, Func<string> describe)
    {
        while (!main.IsCompleted)
            StepOrThrow(describe);
        ThrowIfFailed();
        if (main.IsCompletedSuccessfully)
            return;
        // Whatever the code threw may come of other code that left the thread, and was late therefore.
        AwaitEscape();
        if (main.Exception is { } thrown)
            ExceptionDispatchInfo.Throw(thrown.InnerException!);
        throw new OperationCanceledException("The code was cancelled.");
    }

    /// <summary>Runs what comes next.</summary>
    public void StepOrThrow(Func<string> describe)
    {
        ThrowIfFailed();
        if (ready.Count > 0)
            Run(ready.Take());
        else if (_events.TryPeek(out _, out (long Due, long Order) next) && next.Due <= limit)
            Fire(next.Due);
        else
            throw Stuck(describe(), _events.Count > 0);
        Steps++;
        if (++_stepsNow > MostStepsAtOneMoment)
            throw new SimulationException(
                $"{MostStepsAtOneMoment} steps were taken without any time passing: some code goes round in circles.");
    }

    private void Run(ReadyWork next)
    {
        if (!next.Process.TakesWork(next.Work))
            return;
        Record(TraceKind.Work, next.Process.Name, next.Work.GetType().Name);
        try
        {
            next.Work.Execute();
        }
        catch (Exception exception)
        {
            // On the thread pool this would end the process, whatever it is; here it ends the run.
            Fail(exception as SimulationException
                ?? new SimulationException($"{next.Work.GetType().Name} of '{next.Process.Name}' threw.", exception));
        }
        // A work item may leave something in the context, which the pool would not let the next one see either.
        ExecutionContext.Restore(_context!);
    }

    private void Fire(long due)
    {
        LoopEvent happening = _events.Dequeue();
        if (due > Now)
        {
            Now = due;
            _stepsNow = 0;
        }
        try
        {
            happening.Fire();
        }
        catch (Exception exception)
        {
            // As above: a timer's callback that throws would end the process.
            Fail(exception as SimulationException ?? new SimulationException("A timer's callback threw.", exception));
        }
        ExecutionContext.Restore(_context!);
    }

    // Must not throw: that would end the process.
    private static void OnContextChanged(AsyncLocalValueChangedArgs<EventLoop?> change)
    {
        if (change is { ThreadContextChanged: true, CurrentValue: { } loop }
            && loop._thread is var thread && thread != 0 && thread != Environment.CurrentManagedThreadId)
            loop.NoteEscape(Escape.Describe(thread));
    }

    // Not the failure yet: when the code calls into the simulation, its stack will say more.
    private void NoteEscape(Exception escape)
    {
        lock (_failing)
        {
            // Once: whoever waits for the failure takes a pulse for it.
            if (_escape is not null)
                return;
            _escape = escape;
            Monitor.PulseAll(_failing);
        }
    }

    private void ThrowIfFailed()
    {
        if (Volatile.Read(ref _failure) is null && Volatile.Read(ref _escape) is not null)
            Await(() => _failure is not null);
        if ((_failure ?? _escape) is { } failure)
            throw failure;
    }

    // What waits for code that has left the thread looks stuck; the escape is the better explanation.
    private SimulationException Stuck(string state, bool outOfTime)
    {
        AwaitEscape();
        string what = outOfTime
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"The code has not ended within {TimeSpan.FromTicks(limit)} of virtual time.")
            : "The code has not ended, and nothing can happen any more: everybody waits.";
        return new SimulationException($"{what} {EscapeHint}\n{state}");
    }

    private void AwaitEscape()
    {
        Await(() => _failure is not null || _escape is not null);
        ThrowIfFailed();
    }

    private void Await(Func<bool> condition)
    {
        lock (_failing)
        {
            if (!condition())
                Monitor.Wait(_failing, EscapeGrace);
        }
    }
}
