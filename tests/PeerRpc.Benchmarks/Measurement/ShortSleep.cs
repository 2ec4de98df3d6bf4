using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PeerRpc.Benchmarks.Measurement;

/// <summary>Sleeps shorter than the runtime can, which counts in milliseconds.</summary>
internal static class ShortSleep
{
    // PR_SET_TIMERSLACK; see prctl(2). By default Linux wakes a thread up to 50 us late, to save energy.
    private const int SetTimerSlack = 29;
    private const long NanosecondsPerSecond = 1_000_000_000;

    [ThreadStatic]
    private static bool _isPrepared;

    /// <summary>Returns when a moment has come; at once if it has passed.</summary>
    /// <param name="timestamp">In ticks of <see cref="Stopwatch"/>.</param>
    public static void Until(long timestamp)
    {
        long left = timestamp - Stopwatch.GetTimestamp();
        if (left <= 0) return;
        if (!OperatingSystem.IsLinux())
        {
            while (Stopwatch.GetTimestamp() < timestamp) Thread.Yield();
            return;
        }

        if (!_isPrepared) _isPrepared = prctl(SetTimerSlack, 1, 0, 0, 0) == 0;
        long nanoseconds = (long)(left * ((double)NanosecondsPerSecond / Stopwatch.Frequency));
        var time = new Timespec(nanoseconds / NanosecondsPerSecond, nanoseconds % NanosecondsPerSecond);
        _ = nanosleep(in time, 0);
    }

    [DllImport("libc")]
    private static extern int nanosleep(in Timespec time, nint remaining);

    [DllImport("libc")]
    private static extern int prctl(int option, nint a, nint b, nint c, nint d);

    private readonly record struct Timespec(nint Seconds, nint Nanoseconds)
    {
        public Timespec(long seconds, long nanoseconds)
            : this((nint)seconds, (nint)nanoseconds)
        {
        }
    }
}
