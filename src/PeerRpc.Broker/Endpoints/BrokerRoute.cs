using PeerRpc.Broker.Labels;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Frames;

namespace PeerRpc.Broker.Endpoints;

/// <summary>The broker's side of a route that a client opened to the broker itself. For any thread.</summary>
/// <param name="half">The half on the client's hop.</param>
internal sealed class BrokerRoute(RouteHalf half)
{
    /// <summary>Gets what arrives; to be set before the route is opened.</summary>
    public IRouteEnd? End
    {
        get => half.End;
        set => half.End = value;
    }

    /// <summary>Opens the route; false if the client has given up.</summary>
    /// <param name="hello">The broker's first link frame.</param>
    public bool TryOpen(ReadOnlyMemory<byte> hello)
    {
        bool opened = half.Hop.TryOpen(half, new RouteOpenedFrame("", hello));
        Flush();
        return opened;
    }

    /// <summary>Refuses the route.</summary>
    public void Refuse(PeerErrorCode code, string message)
    {
        half.Hop.TryRefuse(half, Refusal.Of(code, message));
        Flush();
    }

    /// <summary>
    /// Adds data to the client's queue; false if there is no room and the waiter will be told. On a route that is
    /// closed it is dropped, and the end has been told or is about to be.
    /// </summary>
    public bool TrySend(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail, IRoomWaiter waiter) =>
        half.Hop.TrySend(half, head, tail, waiter);

    /// <summary>Closes the route; the end is not told of it.</summary>
    public void Close(CloseReason reason, string message)
    {
        half.Hop.Close(half, reason, message);
        Flush();
    }

    /// <summary>Sends what was added, on this thread if nothing is being sent.</summary>
    public void Flush() => half.Hop.Connection.Flush();

    /// <summary>Sends what was added soon, so that more can gather first.</summary>
    public void ScheduleFlush() => half.Hop.Connection.ScheduleFlush();
}
