using PeerRpc.Testing.Simulation.Engine;

namespace PeerRpc.Testing.Simulation;

/// <summary>A process of the simulation with a machine of its own: a broker, or a program with peers.</summary>
/// <remarks>Only for code that runs inside the simulation.</remarks>
public abstract class SimulatedNode
{
    private SimulatedProcess _process;
    private TimeSpan _clockOffset;

    private protected SimulatedNode(PeerSimulation simulation, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Simulation = simulation;
        Name = name;
        _process = simulation.CreateProcess(name, incarnation: 0);
    }

    /// <summary>The simulation that it is a part of.</summary>
    public PeerSimulation Simulation { get; }

    /// <summary>Its name; for a broker also the host of its address.</summary>
    public string Name { get; }

    /// <summary>Whether it has been started and has not crashed or stopped since; also while it is paused.</summary>
    public bool IsRunning { get; private set; }

    /// <summary>Whether it is paused.</summary>
    public bool IsPaused => _process.IsPaused;

    /// <summary>How often it has been started.</summary>
    public int StartCount { get; private set; }

    /// <summary>
    /// Its clock. Timers and delays on it go with the node: they fire late if it is paused, and never if it has
    /// crashed.
    /// </summary>
    public TimeProvider Time => _process.Clock;

    /// <summary>
    /// How far its wall clock is ahead of the simulation's; setting it is a jump of the clock. Timers and measured
    /// times do not go by it. A restart does not change it.
    /// </summary>
    public TimeSpan ClockOffset
    {
        get => _clockOffset;
        set
        {
            Simulation.Loop.CheckThread();
            Simulation.Loop.Record(TraceKind.Fault, Name, "clock", value.Ticks);
            _clockOffset = value;
            _process.Clock.Offset = value;
        }
    }

    internal SimulatedProcess Process => _process;

    /// <summary>
    /// Ends it at once: nothing of it runs any more, no timer of it fires, and whatever its code awaits never ends.
    /// Does nothing if it does not run.
    /// </summary>
    /// <param name="kind">What the others notice of it.</param>
    public void Crash(CrashKind kind = CrashKind.Process)
    {
        Simulation.Loop.CheckThread();
        if (!IsRunning)
            return;
        Simulation.Loop.Record(TraceKind.Crash, Name, kind.ToString());
        End(silently: kind == CrashKind.Machine);
    }

    /// <summary>
    /// Starts it again, as a new process that knows nothing of the one before; crashes it first if it runs.
    /// </summary>
    public void Restart()
    {
        Crash();
        Simulation.Network.Find(Name);
        _process = Simulation.CreateProcess(Name, StartCount);
        _process.Clock.Offset = _clockOffset;
        Start();
    }

    /// <summary>
    /// Stops it from doing anything, as SIGSTOP does; its connections stay, and what is sent to it waits. Its clock
    /// goes on.
    /// </summary>
    public void Pause()
    {
        Simulation.Loop.CheckThread();
        if (!IsRunning || IsPaused)
            return;
        Simulation.Loop.Record(TraceKind.Pause, Name);
        _process.Pause();
    }

    /// <summary>Lets it go on: it does first what it has missed.</summary>
    public void Resume()
    {
        Simulation.Loop.CheckThread();
        if (!IsPaused)
            return;
        Simulation.Loop.Record(TraceKind.Resume, Name);
        _process.Resume();
    }

    internal void Start()
    {
        Simulation.Loop.Record(TraceKind.Start, Name, null, StartCount);
        StartCount++;
        IsRunning = true;
        OnStart(_process);
    }

    /// <summary>The process has ended of itself, and its system closes what it had open.</summary>
    private protected void End(bool silently)
    {
        IsRunning = false;
        _process.Kill();
        Simulation.Network.End(_process, silently);
        OnEnd();
    }

    private protected abstract void OnStart(SimulatedProcess process);

    private protected abstract void OnEnd();

    internal string Describe() =>
        $"{Name}: {(IsPaused ? "paused" : IsRunning ? "running" : "not running")}, started {StartCount} times";
}
