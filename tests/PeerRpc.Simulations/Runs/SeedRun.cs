using Microsoft.Extensions.Logging;
using PeerRpc.Simulations.Faults;
using PeerRpc.Simulations.Scenes;
using PeerRpc.Testing;
using PeerRpc.TestKit.Histories.Checking;

namespace PeerRpc.Simulations.Runs;

/// <summary>One seed: a scene, its load, its faults, the calm behind them, and what is then looked at.</summary>
internal sealed class SeedRun
{
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
        Scene scene = SceneDraw.Draw(_simulation.Random);
        IReadOnlyList<SceneFault> faults = FaultDraw.Draw(scene, _simulation.Random);
        if (_options.Faults is { } chosen)
            faults = [.. faults.Where((_, i) => chosen.Contains(i))];
        _scene = scene;
        _planned = faults;
        _simulation.Network.Conditions = scene.Conditions;
        _stage = new Stage(_simulation, scene, null);
        await _stage.StartAsync();
        _faults = new FaultPlayer(_simulation, faults, _stage.Tell);
        await _faults.PlayAsync();
        // Until then a connection may still be dead without anybody knowing.
        await _simulation.Delay(scene.DeadAfter * 2);
        if (!await _stage.UntilAsync(() => _stage.Actors.All(actor => actor.Client is not null), scene.Aftermath))
            _violations.Add(new SeedViolation("ActorMissing", Describe("is not back")));
        if (!await _stage.UntilAsync(() => _stage.Actors.All(actor => actor.Progress.IsDone), TimeSpan.FromMinutes(10)))
            _violations.Add(new SeedViolation("NotEnded", Describe("is not done")));
        var leaks = new LeakCheck(_stage);
        if (!await _stage.UntilAsync(() => leaks.Find().Count == 0, scene.Aftermath))
            _violations.Add(new SeedViolation("Leak", string.Join("; ", leaks.Find())));
        foreach (string failed in await new LastCalls(_stage).MakeAsync())
            _violations.Add(new SeedViolation("LastCall", failed));
        if (!await _stage.UntilAsync(() => leaks.Find().Count == 0, TimeSpan.FromSeconds(10)))
            _violations.Add(new SeedViolation("LeakOfLastCalls", string.Join("; ", leaks.Find())));
        foreach (Actor actor in _stage.Actors.Where(actor => actor.Client is { Usage.Counts.Faults: > 0 }))
            _violations.Add(new SeedViolation("LinkFault", $"{actor.Plan.Node}: {actor.Client!.Usage.Counts.Faults}"));
    }

    private string Describe(string what) => string.Join(", ", _stage!.Actors.Select(actor =>
        $"{actor.Plan.Node} (client {actor.Client?.ConnectionState}, ids {string.Join(' ', actor.Client?.PeerIds ?? [])}, "
        + $"begun {actor.Progress.Begun}, done {actor.Progress.IsDone}, running {actor.Running})")) + ": one " + what;

    private SeedResult Conclude()
    {
        var outcomes = new Dictionary<string, int>();
        int operations = 0;
        if (_stage is { } stage)
        {
            CheckReport report = HistoryChecker.Check(
                [stage.History],
                new CheckOptions { GoneWithin = stage.Scene.ResumeWindow + stage.Scene.DeadAfter + TimeSpan.FromSeconds(27) });
            foreach (Violation violation in report.Described)
                _violations.Add(new SeedViolation(violation.Rule.ToString(), violation.ToString()));
            operations = stage.Actors.Sum(actor => actor.Progress.Begun);
            Count(stage, outcomes);
        }
        return new SeedResult
        {
            Seed = _seed,
            TraceHash = _simulation.TraceHash,
            Steps = _simulation.Steps,
            Elapsed = _simulation.Elapsed,
            Resumes = _stage?.Actors.Sum(actor => actor.Client?.Usage.Counts.Resumed ?? 0) ?? 0,
            ReplayedFrames = _stage?.Actors.Sum(actor => actor.Client?.Usage.Counts.Replayed ?? 0) ?? 0,
            Operations = operations,
            Outcomes = outcomes,
            Faults = _faults?.Counts ?? [],
            Violations = _violations,
            Story = _violations.Count > 0 || _options.Trace ? Tell() : "",
            LastEvents = _violations.Count > 0 || _options.Trace ? _simulation.GetLastEvents() : [],
        };
    }

    private string Tell() => string.Join(
        '\n',
        new[] { $"{_scene}" }.Concat(_scene?.Actors.Select(actor => $"  {actor}") ?? [])
            .Concat(_planned.Select((fault, place) => $"  fault {place}: {fault}")));

    private void Count(Stage stage, Dictionary<string, int> outcomes)
    {
        foreach (HistoryEvent entry in stage.History.Read())
        {
            if (entry.Kind != HistoryEventKind.OutcomeSeen)
                continue;
            string name = entry.Code == PeerErrorCode.None ? "Succeeded" : $"{entry.Code}/{entry.Executed}";
            outcomes[name] = outcomes.GetValueOrDefault(name) + 1;
            bool isMeant = entry.Code is PeerErrorCode.None or PeerErrorCode.Cancelled or PeerErrorCode.ApplicationError
                or PeerErrorCode.DeadlineExceeded or PeerErrorCode.SlowConsumer or PeerErrorCode.PeerNotFound;
            if (stage.Scene.IsMild && !isMeant)
                _violations.Add(new SeedViolation("CallLost", entry.ToString()));
            else if (entry.Code == PeerErrorCode.ProtocolError)
                _violations.Add(new SeedViolation("ProtocolError", entry.ToString()));
        }
    }
}
