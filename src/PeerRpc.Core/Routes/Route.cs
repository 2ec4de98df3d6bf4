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
    // Written under the gate of the connection's output, so that no data can get behind this side's CloseRoute: the
    // broker would take it for data on a label that is free, and end the whole connection.
    private volatile bool _closed;

    public uint Label => label;

    public IRouteUser User => user;

    /// <summary>
    /// Whether data may come: the other side has accepted the route, and this side has not closed it.
    /// </summary>
    public bool IsOpened { get; set; }

    /// <summary>Whether this side has said that the route is closed; what still comes is discarded.</summary>
    public bool IsClosed => _closed;

    public bool TryWrite(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail, IRoomWaiter waiter)
    {
        lock (connection.Output.Gate)
            return !_closed && connection.TrySendData(label, head, tail, waiter);
    }

    public void WaitForTurn(IRoomWaiter waiter) => connection.WaitForTurn(waiter);

    public void Flush() => connection.Flush();

    public void ScheduleFlush() => connection.ScheduleFlush();

    /// <summary>Says that the route is closed; the label is free once the other side has said so, too.</summary>
    public void Close(CloseReason reason, string message)
    {
        if (!TryMarkClosed())
            return;
        connection.Send(label, new CloseRouteFrame(reason, message));
        connection.ScheduleFlush();
    }

    /// <summary>Marks the route closed without a word, because the word has come from the other side.</summary>
    /// <returns>False if it was closed before.</returns>
    public bool TryMarkClosed()
    {
        lock (connection.Output.Gate)
        {
            if (_closed)
                return false;
            _closed = true;
            return true;
        }
    }
}
