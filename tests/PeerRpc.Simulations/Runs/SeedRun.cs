using Microsoft.Extensions.Logging;
using PeerRpc.Simulations.Faults;
using PeerRpc.Simulations.Scenes;
using PeerRpc.Testing;
using PeerRpc.TestKit.Histories.Checking;

namespace PeerRpc.Simulations.Runs;

/// <summary>One seed: a scene, its load, its faults, the calm behind them, and what is then looked at.</summary>
internal sealed class SeedRun
{
    // A slow network and many outages of one scene: beyond that nothing moves any more.
    private static readonly TimeSpan LongestLoad = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan AfterLastCalls = TimeSpan.FromSeconds(10);

    private readonly ulong _seed;
    private readonly SeedOptions _options;
    private readonly PeerSimulation _simulation;
    private readonly List<SeedViolation> _violations = [];
    private Scene? _scene;
    private IReadOnlyList<SceneFault> _planned = [];
    private Stage? _stage;
    private FaultPlayer? _faults;

    private SeedRun(ulong seed, SeedOptions options)
    {
        _seed = seed;
        _options = options;
        _simulation = new PeerSimulation(seed, new PeerSimulationOptions
        {
            KeptEvents = options.KeptEvents,
            LogLevel = options.Trace ? LogLevel.Trace : LogLevel.None,
        });
    }

    public static SeedResult Run(ulong seed, SeedOptions options)
    {
        var run = new SeedRun(seed, options);
        try
        {
            run._simulation.Run(run.PlayAsync);
        }
        catch (SimulationException exception)
        {
            run._violations.Add(new SeedViolation("Simulation", exception.ToString()));
        }
        return run.Conclude();
    }

    private async Task PlayAsync()
    {
        _scene = SceneDraw.Draw(_simulation.Random);
        _planned = FaultDraw.Draw(_scene, _simulation.Random);
        if (_options.Faults is { } chosen)
            _planned = [.. _planned.Where((_, place) => chosen.Contains(place))];
        _simulation.Network.Conditions = _scene.Conditions;
        _stage = new Stage(_simulation, _scene);
        await _stage.StartAsync();
        _faults = new FaultPlayer(_simulation, _planned, _stage.Tell);
        await _faults.PlayAsync();
        await CalmDownAsync(_stage);
        await LookAsync(_stage);
    }

    private async Task CalmDownAsync(Stage stage)
    {
        // Until then a connection may still be dead without anybody knowing.
        await _simulation.Delay(stage.Scene.DeadAfter * 2);
        if (!await stage.UntilAsync(() => stage.Actors.All(actor => actor.Client is not null), stage.Scene.Aftermath))
            Add("ActorMissing", stage.Describe());
        if (!await stage.UntilAsync(() => stage.Actors.All(actor => actor.Progress.IsDone), LongestLoad))
            Add("NotEnded", stage.Describe());
    }

    private async Task LookAsync(Stage stage)
    {
        var leaks = new LeakCheck(stage);
        if (!await stage.UntilAsync(() => leaks.Find().Count == 0, stage.Scene.Aftermath))
            Add("Leak", string.Join("; ", leaks.Find()));
        foreach (string failed in await new LastCalls(stage).MakeAsync())
            Add("LastCall", failed);
        if (!await stage.UntilAsync(() => leaks.Find().Count == 0, AfterLastCalls))
            Add("LeakOfLastCalls", string.Join("; ", leaks.Find()));
        foreach (Actor actor in stage.Actors)
        {
            if (actor.Client is { Usage.Counts.Faults: > 0 and long faulty })
                Add("LinkFault", $"{actor.Plan.Node}: {faulty}");
            if (actor.TimesFenced > 0)
                Add("Fenced", $"{actor.Plan.Node}: {actor.TimesFenced}");
        }
    }

    private void Add(string rule, string text) => _violations.Add(new SeedViolation(rule, text));

    private SeedResult Conclude()
    {
        var outcomes = new OutcomeCount();
        if (_stage is { } stage)
        {
            CheckReport report = HistoryChecker.Check([stage.History], stage.Scene.CheckOptions);
            foreach (Violation violation in report.Described)
                Add(violation.Rule.ToString(), violation.ToString());
            _violations.AddRange(outcomes.Add(stage.History, stage.Scene));
        }
        bool isTold = _violations.Count > 0 || _options.Trace;
        return new SeedResult
        {
            Seed = _seed,
            TraceHash = _simulation.TraceHash,
            Steps = _simulation.Steps,
            Elapsed = _simulation.Elapsed,
            Resumes = _stage?.Actors.Sum(actor => actor.Client?.Usage.Counts.Resumed ?? 0) ?? 0,
            ReplayedFrames = _stage?.Actors.Sum(actor => actor.Client?.Usage.Counts.Replayed ?? 0) ?? 0,
            Operations = _stage?.Actors.Sum(actor => actor.Progress.Begun) ?? 0,
            Outcomes = outcomes.Counts,
            Faults = _faults?.Counts ?? [],
            Violations = _violations,
            Story = isTold ? Tell() : "",
            LastEvents = isTold ? _simulation.GetLastEvents() : [],
        };
    }

    private string Tell() => string.Join(
        '\n',
        new[] { $"{_scene}" }.Concat(_scene?.Actors.Select(actor => $"  {actor}") ?? [])
            .Concat(_planned.Select((fault, place) => $"  fault {place}: {fault}")));
}
