namespace PeerRpc.Core.Links;

/// <summary>
/// Milliseconds since the link began, on this side and on the other. A deadline travels on its sender's clock, so
/// that a request which is replayed is not granted more time.
/// </summary>
/// <param name="time">The clock of this process.</param>
internal sealed class LinkClock(TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private long _remoteAhead = long.MinValue / 2;

    /// <summary>The clock of this process.</summary>
    public TimeProvider Time => time;

    /// <summary>Now, on this side's clock.</summary>
    public long Now => At(time.GetTimestamp());

    /// <summary>When the data that are being handled were received, as a timestamp of the process's clock.</summary>
    public long ReceivedAt { get; private set; }

    /// <summary>A moment on this side's clock, by the timestamp of the process's clock.</summary>
    public long At(long timestamp) => time.GetElapsedTime(_start, timestamp).Ticks / TimeSpan.TicksPerMillisecond;

    /// <summary>
    /// Takes the other side's clock from its hello, which has just arrived. The longer a hello was under way, the
    /// further behind its clock seems to be, and the later every deadline: so the one that came fastest counts.
    /// </summary>
    public void SetRemote(ulong remoteNow) =>
        _remoteAhead = Math.Max(_remoteAhead, unchecked((long)remoteNow) - Now);

    /// <summary>Data have been received: read once for all that is in them.</summary>
    public void MarkReceived() => ReceivedAt = time.GetTimestamp();

    /// <summary>A moment on the other side's clock as one on this side's.</summary>
    public long FromRemote(ulong remote) => unchecked((long)remote - _remoteAhead);
}
