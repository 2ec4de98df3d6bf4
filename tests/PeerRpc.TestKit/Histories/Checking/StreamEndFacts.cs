namespace PeerRpc.TestKit.Histories.Checking;

/// <summary>What is known of one side of a stream.</summary>
internal sealed class StreamEndFacts
{
    /// <summary>The process that has this side; null if it was not opened.</summary>
    public int? Process { get; private set; }

    public int Endings { get; private set; }

    public StreamFate Fate { get; private set; }

    public PeerErrorCode Code { get; private set; }

    public Executed Executed { get; private set; }

    /// <summary>How many items were dropped and counted.</summary>
    public long Dropped { get; private set; }

    public bool HasCompleted => Endings > 0 && Fate == StreamFate.Completed;

    public void Open(int process) => Process = process;

    public void End(in HistoryEvent entry)
    {
        if (Endings++ > 0)
            return;
        Fate = entry.Fate;
        Code = entry.Code;
        Executed = entry.Executed;
        Dropped = entry.Number;
    }
}
