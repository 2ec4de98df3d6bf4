using PeerRpc.Client;
using PeerRpc.Testing.Simulation;

namespace PeerRpc.Testing.Tests.Simulation;

/// <summary>A broker, Bob who serves <see cref="ISample"/> and stays registered, and Alice who calls him.</summary>
internal sealed class Neighbourhood
{
    private Neighbourhood(PeerSimulation simulation)
    {
        Broker = simulation.AddBroker();
        Bob = simulation.AddPeer("bob", StayRegisteredAsync);
        Alice = simulation.AddPeer("alice");
    }

    public SimulatedBroker Broker { get; }

    public SimulatedPeer Bob { get; }

    public SimulatedPeer Alice { get; }

    /// <summary>What Bob serves now.</summary>
    public Sample Sample { get; private set; } = new(TimeProvider.System);

    public PeerClient? BobClient { get; private set; }

    public PeerClient Client { get; private set; } = null!;

    public ISample Proxy => Client.Peer("bob").Controller<ISample>();

    /// <summary>Runs a test in it, once all are connected.</summary>
    public static PeerSimulation Run(
        Func<PeerSimulation, Neighbourhood, Task> test, ulong seed = 1, PeerSimulationOptions? options = null)
    {
        var simulation = new PeerSimulation(seed, options);
        simulation.Run(async () => await test(simulation, await CreateAsync(simulation)));
        return simulation;
    }

    public static async Task<Neighbourhood> CreateAsync(PeerSimulation simulation)
    {
        var neighbourhood = new Neighbourhood(simulation);
        neighbourhood.Client = await neighbourhood.Alice.ConnectAsync("alice");
        while (neighbourhood.BobClient is not { PeerIds.Count: > 0 })
            await simulation.Delay(TimeSpan.FromMilliseconds(1));
        return neighbourhood;
    }

    /// <summary>Waits until Alice's client is in a state.</summary>
    /// <returns>How long that took.</returns>
    public async Task<TimeSpan> WaitForAsync(PeerConnectionState state)
    {
        TimeSpan start = Alice.Simulation.Elapsed;
        while (Client.ConnectionState != state)
            await Alice.Simulation.Delay(TimeSpan.FromMilliseconds(1));
        return Alice.Simulation.Elapsed - start;
    }

    private async Task StayRegisteredAsync(SimulatedPeer node)
    {
        while (true)
        {
            try
            {
                Sample = new Sample(node.Time);
                PeerClient client = await node.ConnectAsync();
                BobClient = client;
                client.RegisterController<ISample>(Sample);
                await client.RegisterAsPeerAsync("bob");
                return;
            }
            catch (PeerRpcException)
            {
                // The broker is away, or keeps the id for the process before this one: again in a moment.
            }
            await Task.Delay(TimeSpan.FromMilliseconds(200), node.Time);
        }
    }
}
