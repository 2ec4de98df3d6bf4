using System.Globalization;
using PeerRpc.Chaos.Serving;

namespace PeerRpc.Chaos.Processes;

/// <summary>Waits until nothing is under way in a process any more.</summary>
internal static class Quiet
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits for that many seconds at most.</summary>
    /// <param name="executions">What the process serves.</param>
    /// <param name="calls">The calls that it makes.</param>
    /// <param name="seconds">The limit.</param>
    /// <returns>The answer: how much has not ended.</returns>
    public static async Task<string> WaitAsync(Executions executions, Task calls, string seconds)
    {
        TimeSpan limit = TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture));
        long start = TimeProvider.System.GetTimestamp();
        while (!calls.IsCompleted || executions.Running > 0)
        {
            if (TimeProvider.System.GetElapsedTime(start) > limit)
                break;
            await Task.Delay(BetweenLooks);
        }
        if (calls.IsFaulted)
            await calls;
        int left = executions.Running + (calls.IsCompleted ? 0 : 1);
        return left.ToString(CultureInfo.InvariantCulture);
    }
}
