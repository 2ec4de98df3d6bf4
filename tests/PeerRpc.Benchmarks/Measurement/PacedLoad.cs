using System.Diagnostics;
using PeerRpc.Benchmarks.Echo;

namespace PeerRpc.Benchmarks.Measurement;

/// <summary>Calls at a given rate, whether or not earlier ones have been answered.</summary>
/// <remarks>
/// 1. Calls are due in bunches, one bunch every 100 us, or one call at a time where fewer are due.
/// 2. A thread of its own makes them. A bunch that it makes late has waited: its calls count from when they were
/// due, except for the first 100 us, which are the timer's lateness and not the system's.
/// 3. With 4 096 calls unanswered it makes no more until some are; those that wait count from when they were due.
/// </remarks>
internal sealed class PacedLoad(IEchoCaller caller)
{
    private const string Text = "0123456789abcdef";
    private const int MostUnanswered = 4096;
    private static readonly long BunchTicks = Stopwatch.Frequency / 10_000;
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(10);
    private readonly LatencyHistogram _latencies = new();
    private readonly Lock _recording = new();
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _unanswered = 1;
    private long _calls;

    /// <summary>Calls for a time and waits for the last answers. Once per object.</summary>
    /// <exception cref="TimeoutException">Calls were not answered within ten seconds of the end.</exception>
    public async Task<PacedResult> RunAsync(double rate, TimeSpan duration)
    {
        long start = Stopwatch.GetTimestamp();
        var thread = new Thread(() => Pace(start, rate, duration)) { IsBackground = true, Name = "pace" };
        thread.Start();
        await _drained.Task.WaitAsync(duration + DrainLimit);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new PacedResult(rate, _calls, seconds, _latencies.Percentile(0.5), _latencies.Percentile(0.99));
    }

    private bool HasRoom => Volatile.Read(ref _unanswered) <= MostUnanswered;

    private void Pace(long start, double rate, TimeSpan duration)
    {
        long period = Math.Max(BunchTicks, (long)(Stopwatch.Frequency / rate));
        long end = start + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        long made = 0;
        for (long due = start; due < end; due += period)
        {
            ShortSleep.Until(due);
            long wanted = (long)((due + period - start) * rate / Stopwatch.Frequency);
            caller.BeginBunch();
            for (; made < wanted && HasRoom; made++) Call(due);
            caller.EndBunch();
            for (; made < wanted; made++)
            {
                while (!HasRoom) Thread.Yield();
                Call(due);
            }
        }

        Answered();
    }

    private void Call(long due)
    {
        Interlocked.Increment(ref _unanswered);
        _ = CallAsync(Math.Max(due, Stopwatch.GetTimestamp() - BunchTicks));
    }

    private async Task CallAsync(long due)
    {
        try
        {
            string answer = await caller.EchoAsync(Text);
            if (answer != Text) throw new InvalidDataException($"The echo answered '{answer}'.");
            lock (_recording)
            {
                _latencies.Record(Stopwatch.GetTimestamp() - due);
                _calls++;
            }

            Answered();
        }
        catch (Exception exception)
        {
            // Nobody awaits a single call; whatever ended it fails the run.
            _drained.TrySetException(exception);
        }
    }

    // The thread that makes the calls counts as one unanswered call, so that nothing ends before it has.
    private void Answered()
    {
        if (Interlocked.Decrement(ref _unanswered) == 0) _drained.TrySetResult();
    }
}
