namespace PeerRpc.Simulations.Scenes;

/// <summary>A scene as it is played.</summary>
internal sealed class Stage
{
    private readonly Chronicle _chronicle;

    public Stage(PeerSimulation simulation, Scene scene)
    {
        Simulation = simulation;
        Scene = scene;
        _chronicle = new Chronicle(simulation);
        Actors = [.. scene.Actors.Select(plan => new Actor(this, plan))];
    }

    public PeerSimulation Simulation { get; }

    public Scene Scene { get; }

    public MemoryHistory History => _chronicle.History;

    public TimeProvider Clock => _chronicle.Clock;

    public IReadOnlyList<Actor> Actors { get; }

    public SimulatedBroker Broker => (SimulatedBroker)Simulation.Node("broker");

    /// <summary>Starts the broker and all nodes; the callers begin when they can be heard.</summary>
    public async Task StartAsync()
    {
        Simulation.AddBroker(configure: services => Entrance.Configure(services, Scene));
        foreach (Actor callee in Actors.Where(actor => !actor.Plan.IsCaller))
            Simulation.AddPeer(callee.Plan.Node, callee.RunAsync);
        await UntilAsync(
            () => Actors.All(actor => actor.Plan.IsCaller || actor.Client is not null), TimeSpan.FromMinutes(1));
        foreach (Actor caller in Actors.Where(actor => actor.Plan.IsCaller))
            Simulation.AddPeer(caller.Plan.Node, caller.RunAsync);
    }

    /// <inheritdoc cref="SimulationWaits.UntilAsync"/>
    public Task<bool> UntilAsync(Func<bool> condition, TimeSpan longest) => Simulation.UntilAsync(condition, longest);

    /// <inheritdoc cref="Chronicle.NextProcess"/>
    public int NextProcess(int peer) => _chronicle.NextProcess(peer);

    public Random NextRandom() => _chronicle.NextRandom();

    public int ChooseCallee(Random random)
    {
        ActorPlan[] callees = [.. Scene.Actors.Where(actor => !actor.IsCaller)];
        return callees[random.Next(callees.Length)].Number;
    }

    /// <summary>Writes down what happens to a process.</summary>
    public void Tell(SimulatedNode node, HistoryEventKind kind)
    {
        if (Actors.FirstOrDefault(actor => actor.Plan.Node == node.Name) is { } actor)
            _chronicle.Tell(kind, actor.Process);
    }

    /// <summary>How far everybody has got, for people.</summary>
    public string Describe() => string.Join("; ", Actors.Select(actor =>
        $"{actor.Plan.Node} is {actor.Client?.ConnectionState}, has begun {actor.Progress.Begun} operations, is "
            + $"{(actor.Progress.IsDone ? "" : "not ")}done and runs {actor.Running} methods and streams"));
}
