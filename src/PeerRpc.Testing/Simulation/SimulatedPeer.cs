using System.Security.Claims;
using PeerRpc.Client;
using PeerRpc.Core.Connections;
using PeerRpc.Testing.Simulation.Engine;
using PeerRpc.Testing.Simulation.Network;

namespace PeerRpc.Testing.Simulation;

/// <summary>A process of the simulation that connects to brokers: its clients are the real ones.</summary>
public sealed class SimulatedPeer : SimulatedNode
{
    private readonly Func<SimulatedPeer, Task>? _program;
    private Task _started = Task.CompletedTask;

    internal SimulatedPeer(PeerSimulation simulation, string name, Func<SimulatedPeer, Task>? program)
        : base(simulation, name) => _program = program;

    /// <summary>Whether it has a program, which each start runs.</summary>
    public bool HasProgram => _program is not null;

    /// <summary>
    /// Ends when the program of the last start has; never, if the node crashes before. Complete where there is none.
    /// </summary>
    public Task Started => _started.Branch();

    /// <summary>Connects a client of this node to a broker, and registers it if it is to be a peer.</summary>
    /// <param name="peerId">The id to register; <see langword="null"/> for a client that only calls.</param>
    /// <param name="configure">Sets options of the client.</param>
    /// <param name="broker">The broker's name.</param>
    /// <param name="principal">Who the broker takes the client for; anonymous by default.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <returns>The connected client.</returns>
    /// <exception cref="PeerRpcException">The broker could not be reached, or refused.</exception>
    public async Task<PeerClient> ConnectAsync(
        string? peerId = null,
        Action<PeerClientOptions>? configure = null,
        string broker = PeerSimulation.DefaultBroker,
        ClaimsPrincipal? principal = null,
        CancellationToken cancellationToken = default)
    {
        PeerClient client = await PeerClient.ConnectAsync(
            new Uri($"{SimulatedNetwork.Scheme}://{broker}/"),
            options =>
            {
                Prepare(options, principal);
                configure?.Invoke(options);
            },
            cancellationToken);
        if (peerId is not null)
            await client.RegisterAsPeerAsync(peerId, cancellationToken);
        return client;
    }

    /// <summary>
    /// Makes a client, whatever it is set up by, one of this node's: gives it the node's clock, network and chance.
    /// </summary>
    /// <param name="options">The client's options.</param>
    /// <param name="principal">Who the broker takes the client for; anonymous by default.</param>
    public void Prepare(PeerClientOptions options, ClaimsPrincipal? principal = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.TimeProvider = Process.Clock;
        options.Work = Process.Scheduler;
        options.Random = Process.Random;
        options.LoggerFactory = Simulation.CreateLoggerFactory(Process);
        options.Connectors.Add(new SimulatedConnector(
            Simulation.Network, Process, principal ?? new ClaimsPrincipal(new ClaimsIdentity())));
    }

    private protected override void OnStart(SimulatedProcess process)
    {
        if (_program is null)
            return;
        _started = _program(this);
        Simulation.Watch(_started.Branch(), process);
    }

    private protected override void OnEnd()
    {
    }
}
