using PeerRpc.Client;
using PeerRpc.Testing.Simulation;
using Xunit;

namespace PeerRpc.Testing.Tests.Simulation;

public class DirectoryTests
{
    private const int Peers = 4;
    private const int Watchers = 4;
    private const int WatchesEach = 5;

    // As long as a half-open connection may stay unnoticed, an id stays reserved, and a client waits to connect.
    private static readonly TimeSpan UntilQuiet = TimeSpan.FromMinutes(2);

    private static readonly int Seeds =
        int.Parse(Environment.GetEnvironmentVariable("PEERRPC_DIRECTORY_SEEDS") ?? "30");

    [Fact]
    public void Watchers_OfPeersThatComeAndGo_EndWithTheTruthAndSeeNothingImpossible() =>
        PeerSimulation.RunSeeds(1, Seeds, PlayAsync);

    private static async Task PlayAsync(PeerSimulation simulation)
    {
        simulation.AddBroker();
        for (int i = 0; i < Peers; i++)
            simulation.AddPeer($"peer{i}", LiveAsync);
        var views = new Dictionary<string, DirectoryView[]>();
        for (int i = 0; i < Watchers; i++)
            simulation.AddPeer($"watcher{i}", node => WatchAsync(node, views));
        using (simulation.InjectFaults(new FaultPlan()))
            await simulation.Delay(TimeSpan.FromSeconds(20 + simulation.Random.Next(60)));
        simulation.Network.HealAll();
        await simulation.Delay(UntilQuiet);

        await using PeerClient client = await simulation.AddPeer("visitor").ConnectAsync();
        IReadOnlyList<PeerInfo> truth = await client.Directory.ListAsync();
        Assert.Equal(
            Enumerable.Range(0, Peers).Select(i => $"peer{i}"), truth.Select(peer => peer.Id).Order());
        Assert.All(truth, peer => Assert.Equal(PeerState.Online, peer.State));
        Assert.Equal(Watchers, views.Count);
        Assert.All(views.Values.SelectMany(view => view), view =>
        {
            Assert.Empty(view.Findings);
            Assert.False(view.Last!.IsStale);
            Assert.Equal(DirectoryView.Text(truth), DirectoryView.Text(view.Last.Peers.Values));
        });
    }

    // Registers, says something of itself now and then, leaves and comes back; at last it is there.
    private static async Task LiveAsync(SimulatedPeer node)
    {
        PeerClient client = await ConnectAsync(node);
        Random random = node.Simulation.Random;
        TimeSpan end = TimeSpan.FromSeconds(60);
        for (int i = 0; node.Simulation.Elapsed < end || client.PeerIds.Count == 0; i++)
        {
            await Task.Delay(TimeSpan.FromSeconds(random.NextDouble() * 8), node.Time);
            try
            {
                if (client.PeerIds.Count == 0)
                    await client.RegisterAsPeerAsync(node.Name);
                else if (random.Next(3) == 0)
                    await client.UnregisterPeerAsync(node.Name);
                else
                    await client.Directory.PublishAsync(
                        new PeerProfile { Metadata = new Dictionary<string, string> { ["turn"] = $"{i}" } });
            }
            catch (PeerRpcException)
            {
                // The broker is away, or keeps the id for the process before this one: again in a moment.
            }
        }
    }

    private static async Task WatchAsync(SimulatedPeer node, Dictionary<string, DirectoryView[]> views)
    {
        PeerClient client = await ConnectAsync(node);
        DirectoryView[] started = [.. Enumerable.Range(0, WatchesEach).Select(_ => new DirectoryView())];
        views[node.Name] = started;
        await Task.WhenAll(started.Select(view => view.RunAsync(client)));
    }

    private static async Task<PeerClient> ConnectAsync(SimulatedPeer node)
    {
        while (true)
        {
            try
            {
                return await node.ConnectAsync();
            }
            catch (PeerRpcException)
            {
                // The broker is away: again in a moment.
            }
            await Task.Delay(TimeSpan.FromMilliseconds(200), node.Time);
        }
    }
}
