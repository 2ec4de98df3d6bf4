using PeerRpc.Core.Balancing;
using PeerRpc.Simulations.Contracts;
using PeerRpc.Simulations.Load;
using PeerRpc.Simulations.Scenes;
using PeerRpc.Simulations.Serving;

namespace PeerRpc.Simulations.Pools;

/// <summary>A node of a scene: a worker, or somebody who has work done.</summary>
internal sealed class PoolActor(PoolStage stage, ActorPlan plan)
{
    private const int LongestStay = 20;

    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(200);

    private Executions? _executions;
    private bool _isAway;

    public ActorPlan Plan => plan;

    public LoadProgress Progress { get; } = new(plan.IsCaller ? stage.Scene.Operations : 0);

    /// <summary>The client of the process that runs now; null while it is not ready.</summary>
    public PeerClient? Client { get; private set; }

    /// <summary>The number of the process that runs now.</summary>
    public int Process { get; private set; }

    /// <summary>Whether a worker can be found, or a caller is connected.</summary>
    public bool IsReady => Client is { ConnectionState: PeerConnectionState.Connected } && !_isAway;

    /// <summary>What of a caller's calls is still counted, although they have ended; empty if nothing is.</summary>
    public string Left
    {
        get
        {
            if (Client is not { } client)
                return "no client";
            ClientUsage usage = client.Usage;
            if (usage is not { WaitingCalls: 0, ServedCalls: 0 } || _executions!.Running != 0)
                return $"{plan.Node} keeps {usage} and runs {_executions!.Running} methods";
            PoolMember? busy = plan.IsCaller ? Members?.FirstOrDefault(member => member.InFlight != 0) : null;
            return busy is null ? "" : $"{plan.Node} counts {busy.InFlight} calls at {busy.Id}";
        }
    }

    /// <summary>Whom a caller would call; null if it does not know of anybody.</summary>
    public IReadOnlyList<PoolMember>? Members
    {
        get
        {
            if (Client is not { } client)
                return null;
            CallPool pool = client.PoolOf(new PeerFilter { Capability = PoolStage.Skill }).Calls;
            pool.Use();
            return pool.Members;
        }
    }

    /// <summary>What each start of the node runs.</summary>
    public async Task RunAsync(SimulatedPeer node)
    {
        Client = null;
        _isAway = false;
        Progress.Forget();
        Process = stage.Chronicle.NextProcess(plan.Number);
        var executions = new Executions(
            new HistoryRecorder(Process, stage.Chronicle.History, stage.Chronicle.Clock), node.Time,
            stage.Chronicle.NextRandom());
        _executions = executions;
        PeerClient client = await Entrance.EnterAsync(node, plan, stage.Scene, Serve);
        if (plan.IsCaller)
        {
            Client = client;
            await new ErrandRunner(client, executions, stage.Scene, Progress).RunAsync();
            return;
        }
        await InsistAsync(node, () => client.Directory.PublishAsync(
            new PeerProfile { Capabilities = [PoolStage.Skill] }));
        Client = client;
        // Where nobody may fail for it, nobody leaves.
        while (!stage.Scene.IsMild && plan.Number % 2 == 0 && !stage.IsCalm)
        {
            await Task.Delay(TimeSpan.FromSeconds(executions.Random.Next(LongestStay)), node.Time);
            if (stage.IsCalm)
                return;
            _isAway = true;
            await InsistAsync(node, () => client.UnregisterPeerAsync(plan.PeerIds.Single()));
            await Task.Delay(TimeSpan.FromSeconds(executions.Random.NextDouble()), node.Time);
            await InsistAsync(node, () => client.RegisterAsPeerAsync(plan.PeerIds.Single()));
            _isAway = false;
        }
    }

    /// <summary>Has some errands done, each of which has to be.</summary>
    /// <returns>How many were not.</returns>
    public async Task<int> TryAllAsync()
    {
        int failed = 0;
        var runner = new ErrandRunner(Client!, _executions!, stage.Scene, Progress);
        for (int i = 0; i < stage.Scene.Actors.Count; i++)
            failed += await runner.DoAsync() ? 0 : 1;
        return failed;
    }

    private void Serve(PeerClient client)
    {
        if (!plan.IsCaller)
            client.RegisterController<IErrands>(new Errands(_executions!));
    }

    private static async Task InsistAsync(SimulatedPeer node, Func<Task> act)
    {
        while (true)
        {
            try
            {
                await act();
                return;
            }
            catch (PeerRpcException)
            {
                // The broker is away: again in a moment.
            }
            await Task.Delay(Again, node.Time);
        }
    }
}
