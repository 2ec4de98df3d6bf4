using PeerRpc.Core.Frames;

namespace PeerRpc.Core.Connections;

/// <summary>
/// Notices a connection whose other side has fallen silent, or takes nothing of what is sent to it: pings it, and in
/// the end closes it. While somebody waits for an answer it is less patient.
/// </summary>
/// <remarks>
/// Only a ping that stays unanswered proves anything, and its age is counted in checks: a process that was stopped has
/// heard nothing either, and somebody who begins to wait after a long silence leaves the ping its time to come back.
/// </remarks>
internal sealed class Liveness : IDisposable
{
    // How much sooner a silence is noticed while somebody waits: with 25 s that is 10 s.
    private const double Impatience = 0.4;

    // In each of the spans before and after the ping; it is one of these that a connection may be cut too soon by.
    private const int Checks = 4;

    private readonly FrameConnection _connection;
    private readonly TimeSpan _pingAfter;
    private readonly TimeSpan _deadAfter;
    private readonly TimeSpan _period;
    private readonly Func<bool>? _isAwaited;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private long _sent;
    private long _lastProgress;
    private long _lastCheck;
    private int _unanswered; // checks since the ping

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
        _lastProgress = _lastCheck = time.GetTimestamp();
        TimeSpan shorter = TimeSpan.FromTicks(Math.Min(pingAfter.Ticks, (deadAfter - pingAfter).Ticks));
        _period = shorter / Checks * (isAwaited is null ? 1 : Impatience);
        _timer = time.CreateTimer(static state => ((Liveness)state!).Check(), this, _period, _period);
    }

    public void Dispose() => _timer.Dispose();

    private void Check()
    {
        double patience = _isAwaited is not null && _isAwaited() ? Impatience : 1;
        ForgiveStandstill();
        TimeSpan silence = _connection.Silence;
        TimeSpan stagnation = Stagnation();
        if (silence < _pingAfter * patience)
            _unanswered = 0;
        else if (++_unanswered == 1)
            _connection.Ping();
        if (_unanswered > ChecksUntilDead(patience))
            Cut($"Nothing was received for {silence.TotalSeconds:F0} s.");
        else if (stagnation >= _deadAfter)
            Cut($"Nothing that was sent was taken for {stagnation.TotalSeconds:F0} s.");
    }

    // If this process itself stood still since the last check, nobody has read or sent anything meanwhile.
    private void ForgiveStandstill()
    {
        if (_time.GetElapsedTime(_lastCheck) > 2 * _period)
        {
            _unanswered = 0;
            _lastProgress = _time.GetTimestamp();
        }
        _lastCheck = _time.GetTimestamp();
    }

    // The silence before the ping can have been one check longer than its span, hence one check less after it.
    private int ChecksUntilDead(double patience) => (int)((_deadAfter - _pingAfter) * patience / _period) - 1;

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
