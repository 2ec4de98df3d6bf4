using PeerRpc.Simulations.Runs;
using PeerRpc.Simulations.Scenes;
using PeerRpc.TestKit.Histories.Checking;

namespace PeerRpc.Simulations.Pools;

/// <summary>
/// Calls to any of several workers, which are killed and come back: one that is not idempotent runs once at most, and
/// each has one outcome, by its deadline.
/// </summary>
internal sealed class PoolPlay : Play
{
    private static readonly TimeSpan LongestLoad = TimeSpan.FromMinutes(10);

    // As long as a peer that has refused something is left alone, and some more.
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(3);

    private readonly Scene _scene;
    private readonly PoolStage _stage;

    public PoolPlay(PeerSimulation simulation, SeedOptions options)
        : base(simulation, options)
    {
        _scene = PoolDraw.Draw(simulation.Random);
        Prepare(_scene);
        _stage = new PoolStage(simulation, _scene);
    }

    public override int Operations => _stage.Actors.Sum(actor => actor.Progress.Begun);

    public override IEnumerable<PeerClient> Clients => _stage.Actors.Select(actor => actor.Client).OfType<PeerClient>();

    public override async Task RunAsync()
    {
        _stage.Start();
        await PlayFaultsAsync(_stage.Tell);
        _stage.IsCalm = true;
        // Until then a connection may still be dead without anybody knowing.
        await Simulation.Delay(_scene.DeadAfter * 2);
        if (!await Simulation.UntilAsync(() => _stage.Actors.All(actor => actor.IsReady), _scene.Aftermath))
        {
            Add("ActorMissing", _stage.Describe());
            return;
        }
        if (!await Simulation.UntilAsync(() => _stage.Actors.All(actor => actor.Progress.IsDone), LongestLoad))
            Add("NotEnded", _stage.Describe());
        await LookAsync();
    }

    public override void Conclude()
    {
        CheckReport report = HistoryChecker.Check([_stage.Chronicle.History], _scene.CheckOptions);
        foreach (Violation violation in report.Described)
            Add(violation.Rule.ToString(), violation.ToString());
        Add(Outcomes.Add(_stage.Chronicle.History, _scene));
    }

    protected override IEnumerable<string> DescribeScene() =>
        new[] { $"{_scene}" }.Concat(_scene.Actors.Select(actor => $"  {actor}"));

    private async Task LookAsync()
    {
        if (!await Simulation.UntilAsync(_stage.IsKnown, _scene.Aftermath))
            Add("View", _stage.Describe());
        await Simulation.Delay(Rest);
        foreach (PoolActor caller in _stage.Callers)
        {
            if (await caller.TryAllAsync() == 0)
                continue;
            HistoryEvent last = _stage.Chronicle.History.Read().Last(
                entry => entry is { Kind: HistoryEventKind.OutcomeSeen, Code: not PeerErrorCode.None });
            Add("LastCall", $"{caller.Plan.Node}: {last}");
        }
        if (!await Simulation.UntilAsync(() => _stage.Actors.All(actor => actor.Left.Length == 0), _scene.Aftermath))
            Add("Leak", string.Join("; ", _stage.Actors.Select(actor => actor.Left)));
        foreach (PoolActor actor in _stage.Actors)
        {
            if (actor.Client is { Usage.Counts.Faults: > 0 and long faulty })
                Add("LinkFault", $"{actor.Plan.Node}: {faulty}");
        }
    }
}
