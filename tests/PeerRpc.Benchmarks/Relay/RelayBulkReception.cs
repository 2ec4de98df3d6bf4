using PeerRpc.Benchmarks.Bulk;

namespace PeerRpc.Benchmarks.Relay;

/// <summary>The receiver's side of one transfer.</summary>
internal sealed class RelayBulkReception(RelayConnection connection, uint label, long bytes, BulkMeter meter)
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _uncredited;

    /// <summary>Done with the last byte.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Uses a chunk, and lets the sender send more when enough has been used.</summary>
    public void Take(ReadOnlySpan<byte> chunk)
    {
        meter.Take(chunk);
        _uncredited += chunk.Length;
        if (meter.Bytes >= bytes)
        {
            _ended.TrySetResult();
        }
        else if (_uncredited >= RelayBulk.CreditBytes)
        {
            connection.Append(RelayFrameKind.BulkCredit, label, (ulong)_uncredited);
            _uncredited = 0;
        }
    }

    /// <summary>Ends it with an error.</summary>
    public void Fail(Exception exception) => _ended.TrySetException(exception);
}
