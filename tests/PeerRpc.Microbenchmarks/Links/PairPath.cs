using PeerRpc.Core.Connections;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;

namespace PeerRpc.Microbenchmarks.Links;

/// <summary>One direction between the ends of a link: a buffer instead of a connection.</summary>
internal sealed class PairPath : ILinkPath
{
    private byte[] _written = new byte[64 * 1024];
    private byte[] _taken = new byte[64 * 1024];
    private int _length;

    public bool TryWrite(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail, IRoomWaiter waiter)
    {
        int length = _length + head.Length + tail.Length;
        // An acknowledgement that a timer sends waits for its turn; nothing else fills the buffer.
        if (length > _written.Length) return false;
        head.CopyTo(_written.AsSpan(_length));
        tail.CopyTo(_written.AsSpan(_length + head.Length));
        _length = length;
        return true;
    }

    /// <summary>What has been written since the last time; valid until the next time.</summary>
    public ReadOnlySpan<byte> Take()
    {
        int length = _length;
        (_written, _taken) = (_taken, _written);
        _length = 0;
        return _taken.AsSpan(0, length);
    }

    public void WaitForTurn(IRoomWaiter waiter)
    {
    }

    public void Flush()
    {
    }

    public void ScheduleFlush()
    {
    }

    public void Close(CloseReason reason, string message) =>
        throw new InvalidOperationException($"The link has closed its path: {reason}, {message}");
}
