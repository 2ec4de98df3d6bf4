using System.Diagnostics;
using PeerRpc.Benchmarks.Echo;

namespace PeerRpc.Benchmarks.Measurement;

/// <summary>Loops that call, one call after another each: the same for every system.</summary>
internal sealed class LoadGenerator(IEchoCaller caller)
{
    // 16 characters: 18 bytes of JSON, the echo that the design's figures are about.
    private const string Text = "0123456789abcdef";
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(10);
    private volatile bool _stop;

    /// <summary>Keeps a number of calls in flight for a time and waits for the last answers.</summary>
    /// <exception cref="TimeoutException">Calls were not answered within ten seconds of the end.</exception>
    public async Task<LoadResult> RunAsync(int inFlight, TimeSpan duration)
    {
        _stop = false;
        LatencyHistogram? latencies = inFlight == 1 ? new LatencyHistogram() : null;
        long start = Stopwatch.GetTimestamp();
        Task<long>[] loops = new Task<long>[inFlight];
        for (int i = 0; i < inFlight; i++) loops[i] = latencies is null ? CallAsync() : CallTimedAsync(latencies);

        Task<long[]> all = Task.WhenAll(loops);
        await Task.WhenAny(all, Task.Delay(duration));
        _stop = true;
        long calls = (await all.WaitAsync(DrainLimit)).Sum();
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new LoadResult(inFlight, calls, seconds, latencies?.Percentile(0.5), latencies?.Percentile(0.99));
    }

    /// <summary>Makes a single call.</summary>
    public async Task CallOnceAsync() => Verify(await caller.EchoAsync(Text));

    private async Task<long> CallAsync()
    {
        long calls = 0;
        while (!_stop)
        {
            Verify(await caller.EchoAsync(Text));
            calls++;
        }

        return calls;
    }

    private async Task<long> CallTimedAsync(LatencyHistogram latencies)
    {
        long calls = 0;
        long start = Stopwatch.GetTimestamp();
        while (!_stop)
        {
            Verify(await caller.EchoAsync(Text));
            long end = Stopwatch.GetTimestamp();
            latencies.Record(end - start);
            start = end;
            calls++;
        }

        return calls;
    }

    private static void Verify(string answer)
    {
        if (answer != Text) throw new InvalidDataException($"The echo answered '{answer}'.");
    }
}
