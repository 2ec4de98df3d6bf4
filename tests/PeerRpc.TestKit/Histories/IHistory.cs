namespace PeerRpc.TestKit.Histories;

/// <summary>Events in the order in which they were written; those of one process stand in one history.</summary>
public interface IHistory
{
    /// <summary>Reads them from the first one on, as often as is asked for.</summary>
    IEnumerable<HistoryEvent> Read();
}
