namespace FileShare.Progress;

/// <summary>How fast something grows, over the last seconds.</summary>
internal sealed class RateMeter(TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(5);

    private readonly Queue<(long At, long Value)> _samples = new();

    /// <summary>Per second.</summary>
    public double Rate { get; private set; }

    /// <summary>Takes note of how far it is now.</summary>
    public void Sample(long value)
    {
        long now = time.GetTimestamp();
        _samples.Enqueue((now, value));
        while (_samples.Count > 2 && time.GetElapsedTime(_samples.Peek().At, now) > Window)
            _samples.Dequeue();
        (long at, long first) = _samples.Peek();
        double seconds = time.GetElapsedTime(at, now).TotalSeconds;
        Rate = seconds > 0 ? (value - first) / seconds : 0;
    }
}
