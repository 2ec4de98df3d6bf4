using System.Diagnostics;

namespace SharedText.Benchmark;

/// <summary>How long each of many things took.</summary>
internal sealed class Times
{
    private readonly List<double> _microseconds = [];
    private bool _isSorted;

    public double Median => At(0.5);

    public double Percentile99 => At(0.99);

    public double Longest => At(1);

    public void Measure(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        _microseconds.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        _isSorted = false;
    }

    private double At(double share)
    {
        if (!_isSorted)
            _microseconds.Sort();
        _isSorted = true;
        return _microseconds[(int)Math.Ceiling(share * (_microseconds.Count - 1))];
    }
}
