using Microsoft.Extensions.Logging;
using PeerRpc.Testing.Simulation.Network;

namespace PeerRpc.Testing.Simulation;

/// <summary>How a simulation runs. Read once, when it is made.</summary>
public sealed class PeerSimulationOptions
{
    /// <summary>How well the network carries bytes at first.</summary>
    public NetworkConditions Conditions { get; set; } = new();

    /// <summary>What all clocks show at first; by default the beginning of the year 2000, in UTC.</summary>
    public DateTimeOffset Start { get; set; } = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// How much virtual time may pass before the simulation takes its code for stuck; 1 hour by default.
    /// </summary>
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Whether the seed chooses what runs first of all that could run at a moment, as the threads of a pool do; true by
    /// default. With false, what came first does.
    /// </summary>
    public bool ReorderWork { get; set; } = true;

    /// <summary>How many of the last events are kept, to be shown when a simulation fails; 200 by default.</summary>
    public int KeptEvents { get; set; } = 200;

    /// <summary>
    /// From which level on what brokers and clients log is among the events; <see cref="LogLevel.None"/> by default,
    /// because it costs time.
    /// </summary>
    public LogLevel LogLevel { get; set; } = LogLevel.None;
}
