using PeerRpc.Client;
using PeerRpc.Testing.Simulation;
using Xunit;

namespace PeerRpc.Testing.Tests.Simulation;

public class ReconciliationTests
{
    private const int Members = 4;

    // As long as a half-open connection may stay unnoticed, an id stays reserved, and a client waits before it
    // connects, registers, joins and compares again.
    private static readonly TimeSpan UntilQuiet = TimeSpan.FromMinutes(4);

    private static readonly int Seeds =
        int.Parse(Environment.GetEnvironmentVariable("PEERRPC_RECONCILIATION_SEEDS") ?? "30");

    [Fact]
    public void Members_WhoAddWhileEverythingFails_EndWithTheSame() => PeerSimulation.RunSeeds(1, Seeds, PlayAsync);

    [Fact]
    public void Member_ThatHasLeft_StaysAwayUntilItJoins() => PeerSimulation.RunSeeds(1, Seeds, LeaveAsync);

    private static async Task LeaveAsync(PeerSimulation simulation)
    {
        Uri broker = simulation.AddBroker().Address;
        SortedSet<int> hers = [], his = [];
        await using PeerClient ann = Start(simulation.AddPeer("ann"), broker);
        await using PeerClient ben = Start(simulation.AddPeer("ben"), broker);
        var ofAnn = new SharedSet(ann, hers);
        var ofBen = new SharedSet(ben, his);
        ofBen.Add(1);
        await simulation.Delay(TimeSpan.FromSeconds(30));
        Assert.Equal([1], hers);

        // At once, or while she joins again.
        if (simulation.Random.Next(2) == 0)
            simulation.Network.Cut("ann");
        await simulation.Delay(TimeSpan.FromMilliseconds(simulation.Random.Next(1000)));
        await ofAnn.Group.LeaveAsync();
        await simulation.Delay(TimeSpan.FromSeconds(5)); // until he has heard of it, and does not compare with her
        ofBen.Add(2);
        simulation.Network.Cut("ann");
        await simulation.Delay(UntilQuiet);
        Assert.Equal([1], hers);
        Assert.Equal(["ben"], (await ofBen.Group.ListMembersAsync()).Select(member => member.Id));

        await ofAnn.Group.JoinAsync();
        await simulation.Delay(UntilQuiet);
        Assert.Equal([1, 2], hers);
    }

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
        var set = new SharedSet(Start(node, broker), disk);
        TimeSpan end = TimeSpan.FromSeconds(90);
        while (node.Simulation.Elapsed < end)
        {
            await Task.Delay(TimeSpan.FromSeconds(node.Simulation.Random.NextDouble() * 2), node.Time);
            set.Add(next());
        }
    }

    private static PeerClient Start(SimulatedPeer node, Uri broker) => PeerClient.Start(broker, options =>
    {
        node.Prepare(options);
        options.PeerIds.Add(node.Name);
    });
}
