using PeerRpc.Core.Connections;
using PeerRpc.Core.Randomness;

namespace PeerRpc.Testing.Simulation.Engine;

/// <summary>One run of a node, from its start to its end: what it runs, its clock and its chance.</summary>
/// <remarks>
/// A process that is killed does nothing any more: its work is dropped, its timers do not fire, what it awaits never
/// ends. One that is paused does it all later.
/// </remarks>
internal sealed class SimulatedProcess
{
    private readonly EventLoop _loop;
    private readonly Queue<IThreadPoolWorkItem> _heldWork = new();
    private readonly Queue<LoopEvent> _heldEvents = new();

    /// <param name="loop">Runs it.</param>
    /// <param name="name">The name of its node.</param>
    /// <param name="random">Its chance.</param>
    /// <param name="start">What its clock shows at the beginning of the simulation.</param>
    public SimulatedProcess(EventLoop loop, string name, SeededRandom random, DateTimeOffset start)
    {
        _loop = loop;
        Name = name;
        Random = new SeededSource(loop, random);
        Scheduler = new ProcessScheduler(loop, this);
        // Every process counts from a moment of its own, as after a boot: what one measures means nothing to another.
        Clock = new ProcessClock(loop, this, start, random.NextInt64(TimeSpan.TicksPerDay * 1000));
    }

    public string Name { get; }

    public WorkScheduler Scheduler { get; }

    public RandomSource Random { get; }

    public ProcessClock Clock { get; }

    public bool IsDead { get; private set; }

    public bool IsPaused { get; private set; }

    public EventLoop Loop => _loop;

    public void Kill()
    {
        IsDead = true;
        _heldWork.Clear();
        _heldEvents.Clear();
    }

    public void Pause() => IsPaused = true;

    public void Resume()
    {
        if (!IsPaused)
            return;
        IsPaused = false;
        while (_heldEvents.TryDequeue(out LoopEvent? happening))
            _loop.At(_loop.Now, happening);
        while (_heldWork.TryDequeue(out IThreadPoolWorkItem? work))
            _loop.Add(this, work);
    }

    /// <summary>Whether work is to be done now.</summary>
    public bool TakesWork(IThreadPoolWorkItem work)
    {
        if (IsPaused && !IsDead)
            _heldWork.Enqueue(work);
        return !IsPaused && !IsDead;
    }

    /// <summary>Whether one of its own events is to happen now.</summary>
    public bool TakesEvent(LoopEvent happening)
    {
        if (IsPaused && !IsDead)
            _heldEvents.Enqueue(happening);
        return !IsPaused && !IsDead;
    }
}
