using PeerRpc.Simulations.Scenes;

namespace PeerRpc.Simulations.Pools;

/// <summary>A scene of workers and callers as it is played.</summary>
internal sealed class PoolStage
{
    public const string Skill = "errands";

    private readonly PeerSimulation _simulation;

    public PoolStage(PeerSimulation simulation, Scene scene)
    {
        _simulation = simulation;
        Scene = scene;
        Chronicle = new Chronicle(simulation);
        Actors = [.. scene.Actors.Select(plan => new PoolActor(this, plan))];
    }

    public Scene Scene { get; }

    public Chronicle Chronicle { get; }

    public IReadOnlyList<PoolActor> Actors { get; }

    public IEnumerable<PoolActor> Callers => Actors.Where(actor => actor.Plan.IsCaller);

    /// <summary>Whether there are no faults any more.</summary>
    public bool IsCalm { get; set; }

    /// <summary>Starts the broker and all nodes.</summary>
    public void Start()
    {
        _simulation.AddBroker(configure: services => Entrance.Configure(services, Scene));
        foreach (PoolActor actor in Actors)
            _simulation.AddPeer(actor.Plan.Node, actor.RunAsync);
    }

    /// <summary>Writes down what happens to a process.</summary>
    public void Tell(SimulatedNode node, HistoryEventKind kind)
    {
        if (Actors.FirstOrDefault(actor => actor.Plan.Node == node.Name) is { } actor)
            Chronicle.Tell(kind, actor.Process);
    }

    /// <summary>Whether all callers know all workers as they are.</summary>
    public bool IsKnown()
    {
        IEnumerable<string> workers =
            Actors.Where(actor => !actor.Plan.IsCaller).SelectMany(actor => actor.Plan.PeerIds).Order();
        return Callers.All(caller => caller.Members is { } members
            && members.All(member => member.State == PeerState.Online)
            && workers.SequenceEqual(members.Select(member => member.Id).Order()));
    }

    /// <summary>How far everybody has got, for people.</summary>
    public string Describe() => string.Join("; ", Actors.Select(actor =>
        $"{actor.Plan.Node} is {actor.Client?.ConnectionState}, has begun {actor.Progress.Begun} operations, is "
            + $"{(actor.Progress.IsDone ? "" : "not ")}done and knows "
            + string.Join(", ", actor.Members?.Select(member => $"{member.Id} {member.State}") ?? [])));
}
