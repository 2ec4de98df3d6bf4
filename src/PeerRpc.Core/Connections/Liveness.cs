using PeerRpc.Core.Frames;

namespace PeerRpc.Core.Connections;

/// <summary>
/// Notices a connection whose other side has fallen silent, or takes nothing of what is sent to it: pings it, and in
/// the end closes it. While somebody waits for an answer it is less patient.
/// </summary>
internal sealed class Liveness : IDisposable
{
    // How much sooner a silence is noticed while somebody waits: with 25 s that is 10 s.
    private const double Impatience = 0.4;

    private readonly FrameConnection _connection;
    private readonly TimeSpan _pingAfter;
    private readonly TimeSpan _deadAfter;
    private readonly Func<bool>? _isAwaited;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private long _sent;
    private long _lastProgress;
    private int _pinged;

    /// <summary>Begins to watch.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="pingAfter">A ping is sent after this much silence.</param>
    /// <param name="deadAfter">The connection is closed after this much silence, or stagnation.</param>
    /// <param name="time">The clock.</param>
    /// <param name="isAwaited">Whether somebody waits for an answer now; null if nobody ever does.</param>
    public Liveness(
        FrameConnection connection, TimeSpan pingAfter, TimeSpan deadAfter, TimeProvider time,
        Func<bool>? isAwaited = null)
    {
        _connection = connection;
        _pingAfter = pingAfter;
        _deadAfter = deadAfter;
        _isAwaited = isAwaited;
        _time = time;
        _lastProgress = time.GetTimestamp();
        // Half the ping's span: a silence is then noticed after at most one and a half of it.
        TimeSpan period = pingAfter / 2 * (isAwaited is null ? 1 : Impatience);
        _timer = time.CreateTimer(static state => ((Liveness)state!).Check(), this, period, period);
    }

    public void Dispose() => _timer.Dispose();

    private void Check()
    {
        TimeSpan silence = _connection.Silence;
        TimeSpan stagnation = Stagnation();
        double patience = _isAwaited is not null && _isAwaited() ? Impatience : 1;
        // Only an unanswered ping proves anything: a process that was stopped for a while has heard nothing either.
        bool pinged = Interlocked.Exchange(ref _pinged, 0) != 0;
        if (silence >= _deadAfter * patience && pinged)
            Cut($"Nothing was received for {silence.TotalSeconds:F0} s.");
        else if (stagnation >= _deadAfter)
            Cut($"Nothing that was sent was taken for {stagnation.TotalSeconds:F0} s.");
        else if (silence >= _pingAfter * patience)
            Ping();
    }

    private void Ping()
    {
        Volatile.Write(ref _pinged, 1);
        _connection.Ping();
    }

    private TimeSpan Stagnation()
    {
        long sent = _connection.Sent;
        if (sent == _sent && _connection.IsSending)
            return _time.GetElapsedTime(_lastProgress);
        _sent = sent;
        _lastProgress = _time.GetTimestamp();
        return TimeSpan.Zero;
    }

    private void Cut(string message)
    {
        _connection.Close(new GoodbyeFrame(PeerErrorCode.Unavailable, default, message));
        _connection.Abort();
    }
}
