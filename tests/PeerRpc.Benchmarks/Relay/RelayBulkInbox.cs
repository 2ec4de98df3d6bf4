using System.Collections.Concurrent;
using PeerRpc.Benchmarks.Bulk;

namespace PeerRpc.Benchmarks.Relay;

/// <summary>The transfers that a caller receives, at most one per route.</summary>
internal sealed class RelayBulkInbox(RelayConnection connection)
{
    // Written by those who ask, read by the reader of the connection.
    private readonly ConcurrentDictionary<uint, RelayBulkReception> _receptions = [];

    /// <summary>Asks for a transfer; done with its last byte.</summary>
    public Task ReceiveAsync(uint label, long bytes, BulkMeter meter)
    {
        var reception = new RelayBulkReception(connection, label, bytes, meter);
        _receptions[label] = reception;
        connection.Append(RelayFrameKind.BulkRequest, label, (ulong)bytes);
        connection.Flush();
        return reception.Ended;
    }

    /// <summary>Takes a chunk; the reader flushes.</summary>
    public void OnData(uint label, ReadOnlySpan<byte> chunk) => _receptions[label].Take(chunk);

    /// <summary>Ends every transfer under way.</summary>
    public void End(Exception exception)
    {
        foreach (RelayBulkReception reception in _receptions.Values) reception.Fail(exception);
    }
}
