namespace PeerRpc.Testing.Simulation.Engine;

/// <summary>Explains that code of a simulation runs on another thread than the simulation's.</summary>
internal static class Escape
{
    private const string Advice =
        "Some code has left it: look for Task.Run, Task.Yield, Task.Delay without a TimeProvider or cancelled, " +
        "ContinueWith, SemaphoreSlim.WaitAsync, Channel, a TaskCompletionSource with RunContinuationsAsynchronously, " +
        "or one task that is awaited in several places. Use simulation.Delay, simulation.Yield and " +
        "PeerSimulation.Share.";

    /// <summary>Describes where this thread is.</summary>
    /// <param name="thread">The simulation's thread.</param>
    public static SimulationException Describe(int thread) => new(
        $"Code of the simulation, which runs on thread {thread}, has come to run on thread " +
        $"{Environment.CurrentManagedThreadId}. {Advice} It was here:\n{Environment.StackTrace}");
}
