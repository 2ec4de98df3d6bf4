namespace PeerRpc.Core.Calls;

/// <summary>
/// How the calls of one client have ended: for its statistics, where those that the framework makes for itself do not
/// count, and for the meter of the process. For any thread.
/// </summary>
internal sealed class CallCounts
{
    private static readonly PeerErrorCode[] Codes = Enum.GetValues<PeerErrorCode>();

    private readonly long[] _made = new long[Codes.Length];
    private readonly long[] _served = new long[Codes.Length];

    /// <summary>Calls that were made, by outcome.</summary>
    public IReadOnlyDictionary<PeerErrorCode, long> Made => Read(_made);

    /// <summary>Calls that were served, by outcome.</summary>
    public IReadOnlyDictionary<PeerErrorCode, long> Served => Read(_served);

    public void CountMade(CallTarget target, PeerErrorCode outcome)
    {
        Count(_made, target.IsBuiltIn, outcome);
        CallDiagnostics.CountMade(target, outcome);
    }

    public void CountServed(IncomingCall call, PeerErrorCode outcome)
    {
        Count(_served, call.Entry.IsBuiltIn, outcome);
        CallDiagnostics.CountServed(call, outcome);
    }

    private static void Count(long[] counts, bool isBuiltIn, PeerErrorCode outcome)
    {
        if (!isBuiltIn)
            Interlocked.Increment(ref counts[(int)outcome]);
    }

    private static Dictionary<PeerErrorCode, long> Read(long[] counts)
    {
        var read = new Dictionary<PeerErrorCode, long>();
        foreach (PeerErrorCode code in Codes)
        {
            if (Volatile.Read(ref counts[(int)code]) is > 0 and var count)
                read.Add(code, count);
        }
        return read;
    }
}
