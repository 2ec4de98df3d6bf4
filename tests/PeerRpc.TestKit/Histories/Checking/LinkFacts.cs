namespace PeerRpc.TestKit.Histories.Checking;

/// <summary>What the outcomes of a caller's calls to one peer say of its links to it.</summary>
internal sealed class LinkFacts
{
    private readonly Dictionary<int, CallFacts> _lastStarted = []; // per instance of the callee
    private readonly List<CallFacts> _started = [];

    /// <summary>Whether one of them has ended under a call.</summary>
    public bool WasLost { get; private set; }

    /// <summary>Whether a call could not be delivered, or need not have been.</summary>
    public bool WasInTrouble { get; private set; }

    public void AddOutcome(CallFacts call)
    {
        WasLost |= call.HasLostLink;
        WasInTrouble |= call.HasFailed && call.Code is not (
            PeerErrorCode.Cancelled or PeerErrorCode.ApplicationError or PeerErrorCode.InvalidArgument
            or PeerErrorCode.Internal or PeerErrorCode.SlowConsumer);
    }

    /// <summary>A call has started at an instance of the callee, behind all those before.</summary>
    /// <returns>A call that started there before although it was made later; null if there is none.</returns>
    public CallFacts? Start(int callee, CallFacts call)
    {
        CallFacts? last = _lastStarted.GetValueOrDefault(callee);
        if (last is not null && last.Order > call.Order)
            return last;
        _lastStarted[callee] = call;
        _started.Add(call);
        return null;
    }

    /// <summary>Whether a call that was made since then has started before a moment.</summary>
    public bool HasDelivered(TimeSpan since, TimeSpan before) =>
        _started.Any(call => call.InvokedAt >= since && call.StartedAt < before);
}
