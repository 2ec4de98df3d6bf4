using PeerRpc.Testing.Simulation;
using Xunit;

namespace PeerRpc.Testing.Tests.Simulation;

public class FaultInjectionTests
{
    public static TheoryData<FaultKind> Kinds => [.. Enum.GetValues<FaultKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Kind_OnItsOwn_HappensAndIsMended(FaultKind kind)
    {
        Neighbourhood.Run(async (simulation, all) =>
        {
            FaultInjection faults = simulation.InjectFaults(new FaultPlan
            {
                Kinds = [kind],
                Nodes = ["bob", "broker"],
                MeanInterval = TimeSpan.FromSeconds(1),
                LongestOutage = TimeSpan.FromSeconds(1),
            });
            while (faults.Count < 3)
                await simulation.Delay(TimeSpan.FromMilliseconds(100));
            faults.Dispose();
            simulation.Network.HealAll();
            int count = faults.Count;
            // As long as a half-open connection may stay unnoticed, and an id stays reserved.
            await simulation.Delay(TimeSpan.FromMinutes(2));

            Assert.Equal(count, faults.Count);
            Assert.All(simulation.Nodes, node => Assert.True(node is { IsRunning: true, IsPaused: false }));
            await using var client = await all.Alice.ConnectAsync();
            Assert.Equal(9, await client.Peer("bob").Controller<ISample>().Echo(9));
        });
    }

    [Fact]
    public void MaxFaults_AndNodes_AreKept()
    {
        Neighbourhood.Run(async (simulation, _) =>
        {
            using FaultInjection faults = simulation.InjectFaults(new FaultPlan
            {
                Kinds = [FaultKind.Cut],
                Nodes = ["bob"],
                MaxFaults = 2,
                MeanInterval = TimeSpan.FromSeconds(1),
            });
            await simulation.Delay(TimeSpan.FromMinutes(1));

            Assert.Equal(2, faults.Count);
            Assert.All(
                simulation.GetLastEvents().Where(line => line.Contains("Fault", StringComparison.Ordinal)),
                line => Assert.Contains("bob", line, StringComparison.Ordinal));
        });
    }
}
