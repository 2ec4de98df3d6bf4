using Microsoft.Extensions.DependencyInjection;

namespace PeerRpc.Simulations.Scenes;

/// <summary>A scene as it is played.</summary>
internal sealed class Stage
{
    private readonly Random _random;
    private readonly HistoryRecorder _world;
    private int _lastProcess;

    public Stage(PeerSimulation simulation, Scene scene)
    {
        Simulation = simulation;
        Scene = scene;
        _random = simulation.Random;
        Clock = new RunClock(simulation);
        _world = new HistoryRecorder(0, History, Clock);
        Actors = [.. scene.Actors.Select(plan => new Actor(this, plan))];
    }

    public PeerSimulation Simulation { get; }

    public Scene Scene { get; }

    public MemoryHistory History { get; } = new();

    public TimeProvider Clock { get; }

    public IReadOnlyList<Actor> Actors { get; }

    public SimulatedBroker Broker => (SimulatedBroker)Simulation.Node("broker");

    /// <summary>Starts the broker and all nodes; the callers begin when they can be heard.</summary>
    public async Task StartAsync()
    {
        Simulation.AddBroker(configure: Configure);
        foreach (Actor callee in Actors.Where(actor => !actor.Plan.IsCaller))
            Simulation.AddPeer(callee.Plan.Node, callee.RunAsync);
        await UntilAsync(
            () => Actors.All(actor => actor.Plan.IsCaller || actor.Client is not null), TimeSpan.FromMinutes(1));
        foreach (Actor caller in Actors.Where(actor => actor.Plan.IsCaller))
            Simulation.AddPeer(caller.Plan.Node, caller.RunAsync);
    }

    /// <summary>Waits for something to become true.</summary>
    /// <returns>Whether it has in time.</returns>
    public async Task<bool> UntilAsync(Func<bool> condition, TimeSpan longest)
    {
        TimeSpan end = Simulation.Elapsed + longest;
        while (!condition())
        {
            if (Simulation.Elapsed >= end)
                return false;
            await Simulation.Delay(TimeSpan.FromMilliseconds(100));
        }
        return true;
    }

    /// <summary>A process begins.</summary>
    /// <param name="peer">Which peer it is.</param>
    public int NextProcess(int peer)
    {
        _world.ProcessStarted(++_lastProcess, peer);
        return _lastProcess;
    }

    public Random NextRandom() => new(_random.Next());

    public int ChooseCallee(Random random)
    {
        ActorPlan[] callees = [.. Scene.Actors.Where(actor => !actor.IsCaller)];
        return callees[random.Next(callees.Length)].Number;
    }

    /// <summary>Writes down what happens to a process.</summary>
    public void Tell(SimulatedNode node, HistoryEventKind kind)
    {
        if (Actors.FirstOrDefault(actor => actor.Plan.Node == node.Name) is { } actor)
            _world.ProcessChanged(kind, actor.Process);
    }

    /// <summary>How far everybody has got, for people.</summary>
    public string Describe() => string.Join("; ", Actors.Select(actor =>
        $"{actor.Plan.Node} is {actor.Client?.ConnectionState}, has begun {actor.Progress.Begun} operations, is "
            + $"{(actor.Progress.IsDone ? "" : "not ")}done and runs {actor.Running} methods and streams"));

    private void Configure(IServiceCollection services)
    {
        services.AddPeerBroker(options =>
        {
            options.AllowAnonymousPeers = true;
            options.ResumeWindow = Scene.ResumeWindow;
            options.PingAfter = Scene.PingAfter;
            options.DeadAfter = Scene.DeadAfter;
            options.MaxQueueBytes = Scene.MaxQueueBytes;
        });
    }
}
