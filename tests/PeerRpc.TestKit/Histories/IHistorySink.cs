namespace PeerRpc.TestKit.Histories;

/// <summary>Where events are written.</summary>
public interface IHistorySink
{
    /// <summary>Writes an event behind all that were written before; usable from any thread.</summary>
    void Write(in HistoryEvent entry);
}
