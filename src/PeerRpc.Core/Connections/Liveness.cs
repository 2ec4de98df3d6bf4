using PeerRpc.Core.Frames;

namespace PeerRpc.Core.Connections;

/// <summary>
/// Notices a connection whose other side has fallen silent, or takes nothing of what is sent to it: pings it, and in
/// the end closes it. While somebody waits for an answer it is less patient.
/// </summary>
/// <remarks>
/// Only a ping that stays unanswered proves anything, and its age is counted in checks: a process that was stopped has
/// heard nothing either, and somebody who begins to wait after a long silence leaves the ping its time to come back.
/// Its age begins when it has left: on a narrow wire it may stand behind seconds of other frames.
/// </remarks>
internal sealed class Liveness : IDisposable
{
    private readonly FrameConnection _connection;
    private readonly LivenessTimes _times;
    private readonly TimeProvider _time;
    private readonly LivenessRounds _rounds;
    private long _sent;
    private long _lastProgress;
    private long _lastCheck;
    private int _unanswered; // checks since the ping
    private long _pingEnd; // with how many bytes sent it has left

    /// <summary>Begins to watch.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="times">How patient to be.</param>
    /// <param name="time">The clock.</param>
    /// <param name="work">Has the timers of the process.</param>
    public Liveness(FrameConnection connection, LivenessTimes times, TimeProvider time, WorkScheduler work)
    {
        _connection = connection;
        _times = times;
        _time = time;
        _lastProgress = _lastCheck = time.GetTimestamp();
        _rounds = work.GetRounds(times.Period, time);
        _rounds.Add(this);
    }

    /// <summary>Where the rounds keep it, which is theirs to say; null if they do not.</summary>
    public (int Part, int Index)? Place { get; set; }

    public void Dispose() => _rounds.Remove(this);

    /// <summary>Looks once; called every <see cref="LivenessTimes.Period"/>, and not twice at a time.</summary>
    public void Check()
    {
        double patience = _times.Patience;
        ForgiveStandstill();
        TimeSpan silence = _connection.Silence;
        TimeSpan stagnation = Stagnation();
        if (silence < _times.PingAfter * patience)
            _unanswered = 0;
        else if (_unanswered == 0)
            Ping();
        else if (_connection.Sent >= _pingEnd || !_connection.IsSending)
            _unanswered++;
        if (_unanswered > ChecksUntilDead(patience))
            Cut($"Nothing was received for {silence.TotalSeconds:F0} s.");
        else if (stagnation >= _times.DeadAfter)
            Cut($"Nothing that was sent was taken for {stagnation.TotalSeconds:F0} s.");
    }

    private void Ping()
    {
        _connection.Ping();
        _pingEnd = _connection.Appended;
        _unanswered = 1;
    }

    // If this process itself stood still since the last check, nobody has read or sent anything meanwhile.
    private void ForgiveStandstill()
    {
        if (_time.GetElapsedTime(_lastCheck) > 2 * _times.Period)
        {
            _unanswered = 0;
            _lastProgress = _time.GetTimestamp();
        }
        _lastCheck = _time.GetTimestamp();
    }

    // The silence before the ping can have been one check longer than its span, hence one check less after it.
    private int ChecksUntilDead(double patience) =>
        Math.Max(1, (int)((_times.DeadAfter - _times.PingAfter) * patience / _times.Period) - 1);

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
