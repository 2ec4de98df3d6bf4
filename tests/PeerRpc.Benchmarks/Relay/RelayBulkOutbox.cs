namespace PeerRpc.Benchmarks.Relay;

/// <summary>The transfers that a callee sends, at most one per route. Only its connection's reader uses it.</summary>
internal sealed class RelayBulkOutbox(RelayConnection connection)
{
    private readonly Dictionary<uint, RelayBulkTransfer> _transfers = [];

    /// <summary>Starts a transfer; the reader flushes.</summary>
    public void Start(uint label, long bytes)
    {
        var transfer = new RelayBulkTransfer(connection, label, bytes);
        _transfers[label] = transfer;
        transfer.AddCredit(RelayBulk.WindowBytes);
    }

    /// <summary>Lets the transfer of a route go on; the reader flushes.</summary>
    public void AddCredit(uint label, long bytes) => _transfers[label].AddCredit(bytes);
}
