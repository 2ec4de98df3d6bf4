namespace PeerRpc.Simulations.Scenes;

/// <summary>The clock of histories: it counts from the beginning of the run, as the simulation's events do.</summary>
internal sealed class RunClock(PeerSimulation simulation) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => simulation.Elapsed.Ticks;
}
