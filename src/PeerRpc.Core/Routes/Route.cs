using PeerRpc.Core.Connections;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;

namespace PeerRpc.Core.Routes;

/// <summary>One end of a route: a label on a connection, over which a link runs.</summary>
/// <param name="connection">The connection.</param>
/// <param name="label">The label.</param>
/// <param name="user">What the route is for.</param>
internal sealed class Route(FrameConnection connection, uint label, IRouteUser user) : ILinkPath
{
    private int _closed;

    public uint Label => label;

    public IRouteUser User => user;

    /// <summary>Whether data may come: the other side has accepted the route, and this side has not closed it.</summary>
    public bool IsOpened { get; set; }

    /// <summary>Whether this side has said that the route is closed; what still comes is discarded.</summary>
    public bool IsClosed => Volatile.Read(ref _closed) != 0;

    /// <remarks>
    /// Under the gate of the output, as <see cref="TryClose"/> is: data behind the CloseRoute of its own label would break
    /// the protocol. What comes too late is dropped, because the link is about to learn that its path has ended.
    /// </remarks>
    public bool TryWrite(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail, IRoomWaiter waiter)
    {
        lock (connection.Output.Gate)
            return IsClosed || connection.TrySendData(label, head, tail, waiter);
    }

    public void WaitForTurn(IRoomWaiter waiter) => connection.WaitForTurn(waiter);

    public void Flush() => connection.Flush();

    public void ScheduleFlush() => connection.ScheduleFlush();

    /// <summary>Says that the route is closed; the label is free once the other side has said so, too.</summary>
    public void Close(CloseReason reason, string message)
    {
        if (TryClose(new CloseRouteFrame(reason, message)))
            connection.ScheduleFlush();
    }

    /// <summary>Marks the route closed and says so; no data follows.</summary>
    /// <returns>False if it was closed before.</returns>
    public bool TryClose(CloseRouteFrame frame)
    {
        lock (connection.Output.Gate)
        {
            if (!TryMarkClosed())
                return false;
            connection.Send(label, frame);
            return true;
        }
    }

    /// <summary>Marks the route closed without a word, because the word has come from the other side.</summary>
    /// <returns>False if it was closed before.</returns>
    public bool TryMarkClosed() => Interlocked.Exchange(ref _closed, 1) == 0;
}
