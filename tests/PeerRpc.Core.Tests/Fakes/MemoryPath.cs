using PeerRpc.Core.Connections;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;

namespace PeerRpc.Core.Tests.Fakes;

/// <summary>Keeps what a link writes until a test delivers it.</summary>
internal sealed class MemoryPath : ILinkPath
{
    private readonly Queue<byte[]> _written = new();
    private IRoomWaiter? _waiter;

    /// <summary>How many more frames there is room for.</summary>
    public int Room { get; set; } = int.MaxValue;

    public CloseReason? Closed { get; private set; }

    public int Flushes { get; private set; }

    public int Count => _written.Count;

    public bool HasWaiter => _waiter is not null;

    public bool TryWrite(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail, IRoomWaiter waiter)
    {
        if (Room <= 0)
        {
            _waiter = waiter;
            return false;
        }
        Room--;
        _written.Enqueue([.. head, .. tail]);
        return true;
    }

    public void WaitForTurn(IRoomWaiter waiter) => _waiter = waiter;

    public void Flush() => Flushes++;

    public void ScheduleFlush() => Flushes++;

    public void Close(CloseReason reason, string message) => Closed = reason;

    /// <summary>Gives back the first frame that was written.</summary>
    public byte[] Take() => _written.Dequeue();

    /// <summary>Gives back all frames that were written.</summary>
    public List<byte[]> TakeAll()
    {
        List<byte[]> all = [.. _written];
        _written.Clear();
        return all;
    }

    /// <summary>Tells whoever waits that there is room.</summary>
    public bool GiveRoom()
    {
        (IRoomWaiter? waiter, _waiter) = (_waiter, null);
        waiter?.OnRoom();
        return waiter is not null;
    }

    /// <summary>The same for as long as somebody waits.</summary>
    public void GiveAllRoom()
    {
        while (GiveRoom())
        {
        }
    }
}
