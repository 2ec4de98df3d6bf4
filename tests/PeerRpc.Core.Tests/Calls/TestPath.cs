using PeerRpc.Core.Connections;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;

namespace PeerRpc.Core.Tests.Calls;

/// <summary>One direction of a path: holds what a link has written until a test delivers it.</summary>
internal sealed class TestPath : ILinkPath
{
    private readonly Queue<byte[]> _written = new(); // guarded by itself

    /// <summary>Whether the connection has room.</summary>
    public bool HasRoom { get; set; } = true;

    public bool TryWrite(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail, IRoomWaiter waiter)
    {
        if (!HasRoom)
            return false;
        lock (_written)
            _written.Enqueue([.. head, .. tail]);
        return true;
    }

    public bool IsEmpty
    {
        get
        {
            lock (_written)
                return _written.Count == 0;
        }
    }

    public bool TryTake(out byte[]? frame)
    {
        lock (_written)
            return _written.TryDequeue(out frame);
    }

    /// <summary>How many frames of a kind wait to be delivered.</summary>
    public int Count(LinkFrameKind kind)
    {
        lock (_written)
            return _written.Count(frame => (LinkFrameKind)frame[LinkFrameHeader.Size - 1] == kind);
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

    public void Close(CloseReason reason, string message)
    {
    }
}
