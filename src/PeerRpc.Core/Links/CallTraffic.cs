namespace PeerRpc.Core.Links;

/// <summary>Whether small calls are being made over a connection now; shared by its links.</summary>
internal sealed class CallTraffic(TimeProvider time)
{
    // A call that takes longer does not wait for the wire.
    private static readonly TimeSpan Recent = TimeSpan.FromMilliseconds(20);

    private const int SmallCall = 4 * 1024;

    private long _last = time.GetTimestamp() - (long)(Recent.TotalSeconds * time.TimestampFrequency);

    public bool IsRecent => time.GetElapsedTime(Volatile.Read(ref _last)) < Recent;

    /// <summary>A call has been made or served.</summary>
    /// <param name="length">How many bytes its request has; a large one is bulk itself.</param>
    /// <param name="timestamp">When.</param>
    public void OnCall(int length, long timestamp)
    {
        if (length <= SmallCall)
            Volatile.Write(ref _last, timestamp);
    }
}
