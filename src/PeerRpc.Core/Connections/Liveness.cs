using PeerRpc.Core.Frames;

namespace PeerRpc.Core.Connections;

/// <summary>
/// Notices a connection whose other side has fallen silent, or takes nothing of what is sent to it: pings it, and in
/// the end closes it.
/// </summary>
internal sealed class Liveness : IDisposable
{
    private readonly FrameConnection _connection;
    private readonly TimeSpan _pingAfter;
    private readonly TimeSpan _deadAfter;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private long _sent;
    private long _lastProgress;

    /// <summary>Begins to watch.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="pingAfter">A ping is sent after this much silence.</param>
    /// <param name="deadAfter">The connection is closed after this much silence, or stagnation.</param>
    /// <param name="time">The clock.</param>
    public Liveness(FrameConnection connection, TimeSpan pingAfter, TimeSpan deadAfter, TimeProvider time)
    {
        _connection = connection;
        _pingAfter = pingAfter;
        _deadAfter = deadAfter;
        _time = time;
        _lastProgress = time.GetTimestamp();
        // Half the ping's span: a silence is then noticed after at most one and a half of it.
        TimeSpan period = pingAfter / 2;
        _timer = time.CreateTimer(static state => ((Liveness)state!).Check(), this, period, period);
    }

    public void Dispose() => _timer.Dispose();

    private void Check()
    {
        TimeSpan silence = _connection.Silence;
        TimeSpan stagnation = Stagnation();
        if (silence >= _deadAfter)
            Cut($"Nothing was received for {silence.TotalSeconds:F0} s.");
        else if (stagnation >= _deadAfter)
            Cut($"Nothing that was sent was taken for {stagnation.TotalSeconds:F0} s.");
        else if (silence >= _pingAfter)
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
