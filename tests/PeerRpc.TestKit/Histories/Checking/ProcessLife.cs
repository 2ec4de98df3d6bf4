namespace PeerRpc.TestKit.Histories.Checking;

/// <summary>When a process was killed, left or was stopped.</summary>
internal sealed class ProcessLife
{
    private readonly List<TimeSpan> _pauses = []; // begin, end, begin, end ...

    /// <summary>The number of the peer that it is; zero for none.</summary>
    public int Peer { get; private set; }

    /// <summary>When it was killed; null if it was not.</summary>
    public TimeSpan? KilledAt { get; private set; }

    /// <summary>When it was killed or left; null if it lived to the end.</summary>
    public TimeSpan? GoneAt { get; private set; }

    public void Apply(in HistoryEvent entry)
    {
        switch (entry.Kind)
        {
            case HistoryEventKind.ProcessStarted:
                Peer = entry.Target;
                break;
            case HistoryEventKind.ProcessKilled:
                KilledAt ??= entry.Time;
                GoneAt ??= entry.Time;
                break;
            case HistoryEventKind.ProcessLeft:
                GoneAt ??= entry.Time;
                break;
            case HistoryEventKind.ProcessPaused when _pauses.Count % 2 == 0:
            case HistoryEventKind.ProcessContinued when _pauses.Count % 2 == 1:
                _pauses.Add(entry.Time);
                break;
        }
    }

    /// <summary>Whether it was stopped at any moment between the two.</summary>
    public bool WasPaused(TimeSpan from, TimeSpan until)
    {
        for (int i = 0; i < _pauses.Count; i += 2)
        {
            TimeSpan end = i + 1 < _pauses.Count ? _pauses[i + 1] : TimeSpan.MaxValue;
            if (_pauses[i] <= until && end >= from)
                return true;
        }
        return false;
    }
}
