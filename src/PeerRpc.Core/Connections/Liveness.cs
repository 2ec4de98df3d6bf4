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
/// <param name="connection">The connection.</param>
/// <param name="times">How patient to be.</param>
/// <param name="time">The clock.</param>
internal sealed class Liveness(FrameConnection connection, LivenessTimes times, TimeProvider time)
{
    private long _sent;
    private long _lastProgress = time.GetTimestamp();
    private long _lastCheck = time.GetTimestamp();
    private int _unanswered; // checks since the ping

    /// <summary>Where the <see cref="LivenessRounds"/> keep it; theirs.</summary>
    public (int Slice, int Index) Place { get; set; }

    /// <summary>Looks once; called every <see cref="LivenessTimes.Period"/>, and not twice at a time.</summary>
    public void Check()
    {
        double patience = times.Patience;
        ForgiveStandstill();
        TimeSpan silence = connection.Silence;
        TimeSpan stagnation = Stagnation();
        if (silence < times.PingAfter * patience)
            _unanswered = 0;
        else if (++_unanswered == 1)
            connection.Ping();
        if (_unanswered > ChecksUntilDead(patience))
            Cut($"Nothing was received for {silence.TotalSeconds:F0} s.");
        else if (stagnation >= times.DeadAfter)
            Cut($"Nothing that was sent was taken for {stagnation.TotalSeconds:F0} s.");
    }

    // If this process itself stood still since the last check, nobody has read or sent anything meanwhile.
    private void ForgiveStandstill()
    {
        if (time.GetElapsedTime(_lastCheck) > 2 * times.Period)
        {
            _unanswered = 0;
            _lastProgress = time.GetTimestamp();
        }
        _lastCheck = time.GetTimestamp();
    }

    // The silence before the ping can have been one check longer than its span, hence one check less after it.
    private int ChecksUntilDead(double patience) =>
        (int)((times.DeadAfter - times.PingAfter) * patience / times.Period) - 1;

    private TimeSpan Stagnation()
    {
        long sent = connection.Sent;
        if (sent == _sent && connection.IsSending)
            return time.GetElapsedTime(_lastProgress);
        _sent = sent;
        _lastProgress = time.GetTimestamp();
        return TimeSpan.Zero;
    }

    private void Cut(string message)
    {
        connection.Close(new GoodbyeFrame(PeerErrorCode.Unavailable, default, message));
        connection.Abort();
    }
}
