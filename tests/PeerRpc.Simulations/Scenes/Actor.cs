using PeerRpc.Simulations.Contracts;
using PeerRpc.Simulations.Load;
using PeerRpc.Simulations.Serving;

namespace PeerRpc.Simulations.Scenes;

/// <summary>A node of a scene: what each of its processes does.</summary>
internal sealed class Actor
{
    private const int RelayedBytes = 10;

    private readonly Stage _stage;

    public Actor(Stage stage, ActorPlan plan)
    {
        _stage = stage;
        Plan = plan;
        Progress = new LoadProgress(plan.IsCaller ? stage.Scene.Operations : 0);
    }

    public ActorPlan Plan { get; }

    public LoadProgress Progress { get; }

    /// <summary>The client of the process that runs now; null while it is not ready.</summary>
    public PeerClient? Client { get; private set; }

    /// <summary>The number of the process that runs now.</summary>
    public int Process { get; private set; }

    /// <summary>What it serves now.</summary>
    public int Running => Executions?.Running ?? 0;

    /// <summary>The process that runs now; null before the first one.</summary>
    public Executions? Executions { get; private set; }

    /// <summary>
    /// How often a connection was cut off for another one of the same client: never, because only older ones are.
    /// </summary>
    public int TimesFenced { get; set; }

    public IEnumerable<string> Ids => Plan.PeerIds;

    /// <summary>What each start of the node runs.</summary>
    public async Task RunAsync(SimulatedPeer node)
    {
        Client = null;
        Progress.Forget();
        Process = _stage.NextProcess(Plan.Number);
        var executions = new Executions(
            new HistoryRecorder(Process, _stage.History, _stage.Clock), node.Time, _stage.NextRandom());
        Executions = executions;
        PeerClient client = await ConnectAsync(node, executions);
        Client = client;
        if (!Plan.IsCaller)
            return;
        var context = new LoadContext(executions, _stage.Scene.Deadline);
        var runner = new LoadRunner(
            context, Progress, _stage.Scene.Mix, new SiteChoice(_stage, this, client, executions.Random).Choose,
            () => _stage.ChooseCallee(executions.Random));
        await runner.RunAsync(_stage.Scene.Loops, _stage.Scene.LongestPause);
    }

    private Task<PeerClient> ConnectAsync(SimulatedPeer node, Executions executions) => Entrance.EnterAsync(
        node, Plan, _stage.Scene, client =>
        {
            client.ConnectionChanges.Subscribe(new FenceWatch(this));
            client.RegisterController<IWorkshop>(new Workshop(executions, RelayTo(client, executions)));
        });

    private static Func<int, CancellationToken, Task> RelayTo(PeerClient client, Executions executions) =>
        async (target, token) =>
        {
            var ticket = new Ticket(executions.Keys.NextCall(), executions.Random.NextInt64());
            IWorkshop workshop = client.Peer(PeerNames.IdOf(target)).Controller<IWorkshop>();
            executions.Recorder.Invoked(ticket.Call, target, CallForm.Unary, ticket.Value);
            byte[] payload = Pattern.Create(ticket.Value, RelayedBytes);
            await Outcomes.ObserveAsync(
                executions.Recorder,
                ticket.Call,
                async () => (await workshop.Echo(ticket, payload, RelayedBytes, token)).Value);
        };
}
