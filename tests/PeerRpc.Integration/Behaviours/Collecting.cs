using System.Diagnostics;

namespace PeerRpc.Integration.Behaviours;

/// <summary>Waits for what only a garbage collection brings about.</summary>
internal static class Collecting
{
    /// <summary>Collects again and again until the condition holds, or the limit has passed.</summary>
    public static async Task UntilAsync(Func<bool> condition)
    {
        long begun = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(begun) < WaitExtensions.Limit, "It was not collected in time.");
            GC.Collect();
            GC.WaitForPendingFinalizers();
            // What finalizers began runs on the pool, as does what collections made possible.
            await Task.Yield();
        }
    }
}
