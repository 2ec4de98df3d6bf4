using PeerRpc.Testing.Simulation;

namespace PeerRpc.Testing.Tests.Simulation;

/// <summary>Calls, streams and all kinds of faults: the same for each seed, as far as the seed allows.</summary>
internal static class MixedWorkload
{
    private const int Rounds = 20;
    private const int CallsPerRound = 10;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);

    /// <summary>Runs it.</summary>
    /// <returns>The simulation, which has ended.</returns>
    public static PeerSimulation Run(ulong seed)
    {
        var simulation = new PeerSimulation(seed);
        simulation.Run(() => RunAsync(simulation));
        return simulation;
    }

    private static async Task RunAsync(PeerSimulation simulation)
    {
        Neighbourhood all = await Neighbourhood.CreateAsync(simulation);
        using FaultInjection faults = simulation.InjectFaults(new FaultPlan
        {
            Nodes = ["bob", "broker"],
            MeanInterval = TimeSpan.FromMilliseconds(300),
            LongestOutage = TimeSpan.FromSeconds(1),
        });
        for (int round = 0; round < Rounds; round++)
        {
            ISample bob = all.Client.Peer("bob").WithDeadline(Deadline).Controller<ISample>();
            IEnumerable<Task> calls = Enumerable.Range(0, CallsPerRound).Select(i => Outcome(simulation, () => bob.Echo(i)));
            await Task.WhenAll([.. calls, Outcome(simulation, () => SumAsync(bob))]);
            await simulation.Delay(TimeSpan.FromMilliseconds(100));
        }
        simulation.Note($"{faults.Count} faults");
    }

    private static async Task<int> SumAsync(ISample bob)
    {
        int sum = 0;
        await foreach (int number in bob.Count(5))
            sum += number;
        return sum;
    }

    private static async Task Outcome(PeerSimulation simulation, Func<Task<int>> call)
    {
        try
        {
            Task<int> made = call();
            Task first = await Task.WhenAny(made, simulation.Delay(2 * Deadline));
            simulation.Note(first == made ? $"{await made}" : "still waiting");
        }
        catch (PeerRpcException exception)
        {
            simulation.Note($"{exception.Code} {exception.Executed}");
        }
    }
}
