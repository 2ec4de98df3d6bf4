using System.Diagnostics;
using System.Numerics;

namespace PeerRpc.Benchmarks.Measurement;

/// <summary>Counts durations in buckets no wider than 1/64 of their value. Used by one loop at a time.</summary>
internal sealed class LatencyHistogram
{
    // 64 buckets per power of two: a percentile is off by less than 1.6 %.
    private const int BucketBits = 6;
    private const int BucketsPerOctave = 1 << BucketBits;
    private const double NanosecondsPerMicrosecond = 1_000;
    private static readonly double NanosecondsPerTick = 1e9 / Stopwatch.Frequency;
    private readonly long[] _counts = new long[BucketsPerOctave * (65 - BucketBits)];
    private long _total;

    /// <summary>Counts one duration.</summary>
    /// <param name="ticks">In ticks of <see cref="Stopwatch"/>.</param>
    public void Record(long ticks)
    {
        _counts[BucketOf((ulong)(ticks * NanosecondsPerTick))]++;
        _total++;
    }

    /// <summary>The duration that a share of all durations does not exceed, in microseconds.</summary>
    /// <param name="share">Between 0 and 1, for example 0.99.</param>
    public double Percentile(double share)
    {
        long rank = (long)Math.Ceiling(share * _total);
        long seen = 0;
        int bucket = 0;
        while (bucket < _counts.Length - 1 && (seen += _counts[bucket]) < rank) bucket++;
        return MiddleOf(bucket) / NanosecondsPerMicrosecond;
    }

    private static int BucketOf(ulong nanoseconds)
    {
        int octave = Math.Max(0, BitOperations.Log2(nanoseconds | 1) - BucketBits);
        return (octave << BucketBits) + (int)(nanoseconds >> octave);
    }

    // Inverse of BucketOf: below 2 * 64 a bucket is one nanosecond wide, above it the octave gives the width.
    private static double MiddleOf(int bucket)
    {
        int octave = Math.Max(0, (bucket >> BucketBits) - 1);
        double width = Math.Pow(2, octave);
        return (bucket - (octave << BucketBits) + 0.5) * width;
    }
}
