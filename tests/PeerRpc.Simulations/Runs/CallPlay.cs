using PeerRpc.Simulations.Scenes;
using PeerRpc.TestKit.Histories.Checking;

namespace PeerRpc.Simulations.Runs;

/// <summary>Calls between peers, with all that calls may carry.</summary>
internal sealed class CallPlay : Play
{
    // A slow network and many outages of one scene: beyond that nothing moves any more.
    private static readonly TimeSpan LongestLoad = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan AfterLastCalls = TimeSpan.FromSeconds(10);

    private readonly Scene _scene;
    private readonly Stage _stage;

    public CallPlay(PeerSimulation simulation, SeedOptions options)
        : base(simulation, options)
    {
        _scene = SceneDraw.Draw(simulation.Random);
        Prepare(_scene);
        _stage = new Stage(simulation, _scene);
    }

    public override int Operations => _stage.Actors.Sum(actor => actor.Progress.Begun);

    public override IEnumerable<PeerClient> Clients => _stage.Actors.Select(actor => actor.Client).OfType<PeerClient>();

    public override async Task RunAsync()
    {
        await _stage.StartAsync();
        await PlayFaultsAsync(_stage.Tell);
        await CalmDownAsync();
        await LookAsync();
    }

    public override void Conclude()
    {
        CheckReport report = HistoryChecker.Check([_stage.History], _scene.CheckOptions);
        foreach (Violation violation in report.Described)
            Add(violation.Rule.ToString(), violation.ToString());
        Add(Outcomes.Add(_stage.History, _scene));
    }

    protected override IEnumerable<string> DescribeScene() =>
        new[] { $"{_scene}" }.Concat(_scene.Actors.Select(actor => $"  {actor}"));

    private async Task CalmDownAsync()
    {
        // Until then a connection may still be dead without anybody knowing.
        await Simulation.Delay(_scene.DeadAfter * 2);
        if (!await _stage.UntilAsync(() => _stage.Actors.All(actor => actor.Client is not null), _scene.Aftermath))
            Add("ActorMissing", _stage.Describe());
        if (!await _stage.UntilAsync(() => _stage.Actors.All(actor => actor.Progress.IsDone), LongestLoad))
            Add("NotEnded", _stage.Describe());
    }

    private async Task LookAsync()
    {
        var leaks = new LeakCheck(_stage);
        if (!await _stage.UntilAsync(() => leaks.Find().Count == 0, _scene.Aftermath))
            Add("Leak", string.Join("; ", leaks.Find()));
        foreach (string failed in await new LastCalls(_stage).MakeAsync())
            Add("LastCall", failed);
        if (!await _stage.UntilAsync(() => leaks.Find().Count == 0, AfterLastCalls))
            Add("LeakOfLastCalls", string.Join("; ", leaks.Find()));
        foreach (Actor actor in _stage.Actors)
        {
            if (actor.Client is { Usage.Counts.Faults: > 0 and long faulty })
                Add("LinkFault", $"{actor.Plan.Node}: {faulty}");
            if (actor.TimesFenced > 0)
                Add("Fenced", $"{actor.Plan.Node}: {actor.TimesFenced}");
        }
    }
}
