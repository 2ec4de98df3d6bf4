namespace PeerRpc.Simulations.Scenes;

/// <summary>Waiting inside a simulation.</summary>
internal static class SimulationWaits
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits for something to become true.</summary>
    /// <returns>Whether it has in time.</returns>
    public static async Task<bool> UntilAsync(
        this PeerSimulation simulation, Func<bool> condition, TimeSpan longest)
    {
        TimeSpan end = simulation.Elapsed + longest;
        while (!condition())
        {
            if (simulation.Elapsed >= end)
                return false;
            await simulation.Delay(Look);
        }
        return true;
    }
}
