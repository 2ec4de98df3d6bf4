using PeerRpc.Benchmarks.Processes;

namespace PeerRpc.Benchmarks.Scenarios;

/// <summary>Calls whose figures nobody keeps.</summary>
internal static class Warmup
{
    /// <summary>Runs every load for an equal share of the time.</summary>
    public static async Task RunAsync(RoleProcesses processes, IReadOnlyList<int> loads, double seconds)
    {
        foreach (int inFlight in loads) await processes.RunAsync(inFlight, seconds / loads.Count);
    }
}
