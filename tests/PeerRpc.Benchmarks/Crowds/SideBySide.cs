namespace PeerRpc.Benchmarks.Crowds;

/// <summary>Does many things, a number of them at a time.</summary>
internal static class SideBySide
{
    /// <summary>Runs the code for each index below a count; done when all are done, or one has failed.</summary>
    public static async Task ForAsync(int count, int atATime, Func<int, Task> runAsync)
    {
        int next = -1;
        Task[] lines = new Task[Math.Min(count, atATime)];
        for (int i = 0; i < lines.Length; i++) lines[i] = RunLineAsync();
        await Task.WhenAll(lines);

        async Task RunLineAsync()
        {
            try
            {
                while (Interlocked.Increment(ref next) is var index && index < count) await runAsync(index);
            }
            catch
            {
                // The others stop as well: what was asked for cannot be had any more.
                Volatile.Write(ref next, count);
                throw;
            }
        }
    }
}
