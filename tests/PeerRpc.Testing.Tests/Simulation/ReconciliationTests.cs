using PeerRpc.Client;
using PeerRpc.Testing.Simulation;
using Xunit;

namespace PeerRpc.Testing.Tests.Simulation;

public class ReconciliationTests
{
    private const int Members = 4;

    // As long as a half-open connection may stay unnoticed, an id stays reserved, and a client waits before it connects,
    // registers and compares again.
    private static readonly TimeSpan UntilQuiet = TimeSpan.FromMinutes(4);

    private static readonly int Seeds =
        int.Parse(Environment.GetEnvironmentVariable("PEERRPC_RECONCILIATION_SEEDS") ?? "30");

    [Fact]
    public void Members_WhoAddWhileEverythingFails_EndWithTheSame() => PeerSimulation.RunSeeds(1, Seeds, PlayAsync);

    private static async Task PlayAsync(PeerSimulation simulation)
    {
        Uri broker = simulation.AddBroker().Address;
        SortedSet<int>[] disks = [.. Enumerable.Range(0, Members).Select(_ => new SortedSet<int>())];
        int added = 0;
        for (int i = 0; i < Members; i++)
        {
            SortedSet<int> disk = disks[i];
            simulation.AddPeer($"member{i}", node => LiveAsync(node, broker, disk, () => added++));
        }
        using (simulation.InjectFaults(new FaultPlan()))
            await simulation.Delay(TimeSpan.FromSeconds(20 + simulation.Random.Next(60)));
        simulation.Network.HealAll();
        await simulation.Delay(UntilQuiet);

        Assert.InRange(added, 1, int.MaxValue);
        Assert.All(disks, disk => Assert.Equal(Enumerable.Range(0, added), disk));
    }

    // It need not be connected for that. What is on its disk when it crashes is there when it is back.
    private static async Task LiveAsync(SimulatedPeer node, Uri broker, SortedSet<int> disk, Func<int> next)
    {
        PeerClient client = PeerClient.Start(broker, options =>
        {
            node.Prepare(options);
            options.PeerIds.Add(node.Name);
        });
        var set = new SharedSet(client, disk);
        Task joining = set.JoinAsync(node);
        TimeSpan end = TimeSpan.FromSeconds(90);
        while (node.Simulation.Elapsed < end)
        {
            await Task.Delay(TimeSpan.FromSeconds(node.Simulation.Random.NextDouble() * 2), node.Time);
            set.Add(next());
        }
        await joining;
    }
}
