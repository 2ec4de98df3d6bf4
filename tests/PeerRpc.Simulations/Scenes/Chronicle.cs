namespace PeerRpc.Simulations.Scenes;

/// <summary>What is written down of a run: who runs, and what is called.</summary>
internal sealed class Chronicle
{
    private readonly HistoryRecorder _world;
    private readonly Random _random;
    private int _lastProcess;

    public Chronicle(PeerSimulation simulation)
    {
        _random = simulation.Random;
        Clock = new RunClock(simulation);
        _world = new HistoryRecorder(0, History, Clock);
    }

    public MemoryHistory History { get; } = new();

    public TimeProvider Clock { get; }

    /// <summary>A process begins.</summary>
    /// <param name="peer">Which peer it is.</param>
    public int NextProcess(int peer)
    {
        _world.ProcessStarted(++_lastProcess, peer);
        return _lastProcess;
    }

    public Random NextRandom() => new(_random.Next());

    /// <summary>Writes down what happens to a process.</summary>
    public void Tell(HistoryEventKind kind, int process) => _world.ProcessChanged(kind, process);
}
