namespace PeerRpc.TestKit.Histories.Checking;

/// <summary>What all histories say of one call.</summary>
internal sealed class CallFacts(in HistoryEvent invoked)
{
    public long Key { get; } = invoked.Key;

    public int Caller { get; } = invoked.Process;

    public int Target { get; } = invoked.Target;

    public CallForm Form { get; } = invoked.Form;

    public long Request { get; } = invoked.Value;

    public long Order { get; } = invoked.Order;

    public TimeSpan InvokedAt { get; } = invoked.Time;

    public TimeSpan Deadline { get; } = invoked.Deadline;

    public int Outcomes { get; private set; }

    public TimeSpan OutcomeAt { get; private set; }

    public long Result { get; private set; }

    public PeerErrorCode Code { get; private set; }

    public Executed Executed { get; private set; }

    public int Starts { get; private set; }

    /// <summary>Where it was executed; the last one, if there were several.</summary>
    public int Callee { get; private set; }

    public TimeSpan StartedAt { get; private set; }

    public int Ends { get; private set; }

    public TimeSpan EndedAt { get; private set; }

    /// <summary>When the token of its last execution has fired; null if it has not.</summary>
    public TimeSpan? TokenAt { get; private set; }

    /// <summary>Whether it is one request and one answer, executed once.</summary>
    public bool IsSingle => Form is CallForm.Unary or CallForm.OnObject;

    public bool HasSucceeded => Outcomes > 0 && Code == PeerErrorCode.None;

    public bool HasFailed => Outcomes > 0 && Code != PeerErrorCode.None;

    /// <summary>Whether its link has ended under it.</summary>
    public bool HasLostLink =>
        HasFailed && Code is PeerErrorCode.PeerGone or PeerErrorCode.ConnectionLost or PeerErrorCode.ProtocolError;

    /// <summary>Whether the caller stopped waiting by itself.</summary>
    public bool WasGivenUp => HasFailed && Code is PeerErrorCode.Cancelled or PeerErrorCode.DeadlineExceeded;

    public void AddOutcome(in HistoryEvent entry)
    {
        if (Outcomes++ > 0)
            return;
        OutcomeAt = entry.Time;
        Result = entry.Value;
        Code = entry.Code;
        Executed = entry.Executed;
    }

    public void AddStart(in HistoryEvent entry)
    {
        Starts++;
        Callee = entry.Process;
        StartedAt = entry.Time;
        TokenAt = null;
    }

    public void AddEnd(in HistoryEvent entry)
    {
        Ends++;
        EndedAt = entry.Time;
    }

    public void AddToken(in HistoryEvent entry) => TokenAt ??= entry.Time;
}
