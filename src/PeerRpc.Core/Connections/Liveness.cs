using PeerRpc.Core.Frames;

namespace PeerRpc.Core.Connections;

/// <summary>Notices a connection whose other side has fallen silent: pings it, and in the end closes it.</summary>
internal sealed class Liveness : IDisposable
{
    private readonly FrameConnection _connection;
    private readonly TimeSpan _pingAfter;
    private readonly TimeSpan _deadAfter;
    private readonly ITimer _timer;

    /// <summary>Begins to watch.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="pingAfter">A ping is sent after this much silence.</param>
    /// <param name="deadAfter">The connection is closed after this much silence.</param>
    /// <param name="time">The clock.</param>
    public Liveness(FrameConnection connection, TimeSpan pingAfter, TimeSpan deadAfter, TimeProvider time)
    {
        _connection = connection;
        _pingAfter = pingAfter;
        _deadAfter = deadAfter;
        // Half the ping's span: a silence is then noticed after at most one and a half of it.
        TimeSpan period = pingAfter / 2;
        _timer = time.CreateTimer(static state => ((Liveness)state!).Check(), this, period, period);
    }

    public void Dispose() => _timer.Dispose();

    private void Check()
    {
        TimeSpan silence = _connection.Silence;
        if (silence >= _deadAfter)
        {
            _connection.Close(new GoodbyeFrame(
                PeerErrorCode.Unavailable, default, $"Nothing was received for {silence.TotalSeconds:F0} s."));
            _connection.Abort();
        }
        else if (silence >= _pingAfter)
        {
            _connection.Ping();
        }
    }
}
