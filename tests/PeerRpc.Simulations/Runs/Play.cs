using PeerRpc.Simulations.Faults;
using PeerRpc.Simulations.Scenes;

namespace PeerRpc.Simulations.Runs;

/// <summary>
/// What is played of a seed: a scene, its load, its faults, the calm behind them, what is then looked at.
/// </summary>
/// <param name="simulation">Where it is played.</param>
/// <param name="options">How.</param>
internal abstract class Play(PeerSimulation simulation, SeedOptions options)
{
    private readonly List<SeedViolation> _violations = [];
    private IReadOnlyList<SceneFault> _planned = [];
    private FaultPlayer? _faults;

    /// <summary>What must not be.</summary>
    public IReadOnlyList<SeedViolation> Violations => _violations;

    /// <summary>How the calls have ended, once it is concluded.</summary>
    public OutcomeCount Outcomes { get; } = new();

    /// <summary>How often each kind of fault has happened.</summary>
    public IReadOnlyDictionary<SceneFaultKind, int> Faults => _faults?.Counts ?? [];

    /// <summary>How many operations were begun.</summary>
    public abstract int Operations { get; }

    /// <summary>The clients of the processes that run now.</summary>
    public abstract IEnumerable<PeerClient> Clients { get; }

    protected PeerSimulation Simulation => simulation;

    /// <summary>Plays it, inside the simulation.</summary>
    public abstract Task RunAsync();

    /// <summary>Looks at what was written down, behind the simulation.</summary>
    public abstract void Conclude();

    /// <summary>The scene, and what was to happen.</summary>
    public string Tell() => string.Join(
        '\n', DescribeScene().Concat(_planned.Select((fault, place) => $"  fault {place}: {fault}")));

    /// <summary>The simulation failed.</summary>
    public void Add(string rule, string text) => _violations.Add(new SeedViolation(rule, text));

    protected void Add(IEnumerable<SeedViolation> found) => _violations.AddRange(found);

    protected abstract IEnumerable<string> DescribeScene();

    /// <summary>Draws what happens to a scene, and sets its network up.</summary>
    protected void Prepare(Scene scene)
    {
        _planned = FaultDraw.Draw(scene, simulation.Random);
        if (options.Faults is { } chosen)
            _planned = [.. _planned.Where((_, place) => chosen.Contains(place))];
        simulation.Network.Conditions = scene.Conditions;
    }

    /// <summary>Has it happen.</summary>
    /// <param name="tell">Told before a process is killed, stopped or goes on.</param>
    protected async Task PlayFaultsAsync(Action<SimulatedNode, HistoryEventKind> tell)
    {
        _faults = new FaultPlayer(simulation, _planned, tell);
        await _faults.PlayAsync();
    }
}
