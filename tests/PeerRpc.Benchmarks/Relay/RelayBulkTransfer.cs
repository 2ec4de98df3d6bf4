using PeerRpc.Benchmarks.Bulk;

namespace PeerRpc.Benchmarks.Relay;

/// <summary>The sender's side of one transfer.</summary>
/// <remarks>
/// It has no loop and no thread: credit that arrives makes the connection's reader append chunks and flush them, so
/// that no thread has to be woken for a chunk.
/// </remarks>
internal sealed class RelayBulkTransfer(RelayConnection connection, uint label, long bytes)
{
    private long _position;
    private long _credit;

    /// <summary>Appends as many chunks as the credit allows.</summary>
    public void AddCredit(long credit)
    {
        _credit += credit;
        while (_position < bytes)
        {
            byte[] chunk = BulkPattern.ChunkAt(_position, bytes);
            if (chunk.Length > _credit) return;
            connection.AppendBulk(label, chunk);
            _position += chunk.Length;
            _credit -= chunk.Length;
        }
    }
}
