namespace PeerRpc.Core.Links;

/// <summary>Tells the other side what has been received: after some bytes, or after some time.</summary>
/// <param name="link">Whose gate guards it.</param>
/// <param name="received">What has been received.</param>
/// <param name="sender">Writes the acknowledgements.</param>
/// <param name="settings">After how long an acknowledgement goes out, if time alone is a reason for one.</param>
internal sealed class Acknowledger(Link link, ReceiveSide received, LinkSender sender, LinkSettings settings)
    : IDisposable
{
    private ITimer? _timer;
    private bool _timerRuns;
    private bool _owed;
    private bool _disposed;

    /// <summary>Something has been received. Under the gate.</summary>
    public void OnReceived()
    {
        if (received.OwesAckNow)
            Write();
        else if (received.OwesAck && settings.Resumes && !_timerRuns && !_disposed)
            StartTimer();
    }

    /// <summary>There is room: writes the acknowledgement that found none. Under the gate.</summary>
    public void OnRoom()
    {
        if (_owed)
            Write();
    }

    /// <summary>Writes an acknowledgement, now or as soon as there is room. Under the gate.</summary>
    public void Write()
    {
        Span<byte> frame = stackalloc byte[AckFrame.MaxSize];
        AckFrame ack = received.Acknowledge(sender.NumberOnPath);
        _owed = !sender.TryWriteUncounted(frame[..ack.Write(frame)]);
    }

    /// <summary>Stops the timer. Under the gate.</summary>
    public void Dispose()
    {
        _disposed = true;
        _timer?.Dispose();
    }

    private void StartTimer()
    {
        _timer ??= link.Clock.Time.CreateTimer(
            static state => ((Acknowledger)state!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timerRuns = _timer.Change(settings.AckAfter, Timeout.InfiniteTimeSpan);
    }

    private void OnTimer()
    {
        lock (link.Gate)
        {
            _timerRuns = false;
            if (_disposed || !received.OwesAck)
                return;
            Write();
        }
        link.Flush();
    }
}
