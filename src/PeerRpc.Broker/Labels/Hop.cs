using PeerRpc.Core.Connections;
using PeerRpc.Core.Frames;

namespace PeerRpc.Broker.Labels;

/// <summary>One client's connection and the routes on it; every change of a route half is one method here.</summary>
/// <remarks>
/// A change and the frame that tells the client of it happen under one lock, the gate of the connection's output, so
/// that the client learns of them in the order in which they happened, and so that no data goes out under a label that
/// means another route already. 1. A client's OpenRoute is a half that waits (<see cref="TryAdd"/>). 2. The target is
/// offered the other half (<see cref="Offer"/>). 3. Its answer opens both, or refuses the first. 4. Data is copied from
/// one hop's buffer into the other hop's queue (<see cref="TryForward"/>). 5. Whoever closes a half that was not closed
/// yet also closes the other one; calling <see cref="Close"/> twice is harmless.
/// </remarks>
/// <param name="connection">The connection.</param>
/// <param name="limits">The limits.</param>
internal sealed class Hop(FrameConnection connection, HopLimits limits)
{
    private readonly LabelTable _labels = new(limits.ClientLabels, limits.BrokerLabels);
    private bool _ended;

    public FrameConnection Connection { get; } = connection;

    private OutboundQueue Output => Connection.Output;

    /// <summary>How many bytes wait to be sent to the client.</summary>
    public int QueuedBytes => Output.Length;

    /// <summary>Finds the half of a label; for the hop's own read pump, and under the gate.</summary>
    public RouteHalf? Find(uint label) => _labels.Find(label);

    /// <summary>Whether a client may choose this label at all.</summary>
    public bool IsOffered(uint label) => _labels.IsOffered(label);

    /// <summary>Adds the half of a route that the client asks for; null if the label is still in use.</summary>
    public RouteHalf? TryAdd(uint label)
    {
        lock (Output.Gate)
        {
            if (_labels.Find(label) is { State: not RouteState.Refused })
                return null;
            var half = new RouteHalf(this, label, RouteState.Pending);
            _labels.Add(half);
            return half;
        }
    }

    /// <summary>Says where a route leads that its opener still waits for; false if it does not wait any more.</summary>
    public bool TryConnect(RouteHalf opener, RouteHalf acceptor)
    {
        lock (Output.Gate)
        {
            if (opener.State != RouteState.Pending)
                return false;
            opener.End = null;
            opener.Other = acceptor;
            return true;
        }
    }

    /// <summary>Says who is told if a waiting opener gives up; false if it does not wait any more.</summary>
    public bool TryWatch(RouteHalf opener, IRouteEnd watcher)
    {
        lock (Output.Gate)
        {
            if (opener.State != RouteState.Pending)
                return false;
            opener.End = watcher;
            return true;
        }
    }

    /// <summary>Chooses a label for a half and offers the route to the client.</summary>
    public OfferOutcome Offer(RouteHalf acceptor, IncomingRouteFrame frame)
    {
        lock (Output.Gate)
        {
            if (_ended)
                return OfferOutcome.Gone;
            if (acceptor.State != RouteState.New)
                return OfferOutcome.Abandoned;
            if (!HasRoomFor(WireLimits.Frame))
                return OfferOutcome.NoRoom;
            if (!_labels.TryChoose(out uint label))
                return OfferOutcome.NoLabel;
            acceptor.Label = label;
            acceptor.State = RouteState.Pending;
            _labels.Add(acceptor);
            Connection.Send(label, frame);
            return OfferOutcome.Offered;
        }
    }

    /// <summary>The client has accepted an offer: false if its half is not one that waits for that.</summary>
    public bool TryAccept(RouteHalf acceptor)
    {
        lock (Output.Gate)
        {
            if (acceptor.State != RouteState.Pending)
                return false;
            acceptor.State = RouteState.Open;
            return true;
        }
    }

    /// <summary>
    /// Tells an opener that its route is open; false if it has given up, or has no room for the answer.
    /// </summary>
    public bool TryOpen(RouteHalf opener, RouteOpenedFrame frame)
    {
        lock (Output.Gate)
        {
            if (opener.State != RouteState.Pending || !HasRoomFor(frame.Hello.Length))
                return false;
            opener.State = RouteState.Open;
            Connection.Send(opener.Label, frame);
            return true;
        }
    }

    /// <summary>Tells an opener that it does not get its route; false if it does not wait any more.</summary>
    public bool TryRefuse(RouteHalf opener, RouteRefusedFrame frame)
    {
        lock (Output.Gate)
        {
            if (opener.State != RouteState.Pending)
                return false;
            opener.State = RouteState.Refused;
            Connection.Send(opener.Label, frame with { Message = Affordable(frame.Message) });
            return true;
        }
    }

    /// <summary>Copies data into the queue of the half's client; false if there is no room for it.</summary>
    /// <remarks>
    /// Data for a half that is not open any more is dropped here: whoever closed it tells the opener.
    /// </remarks>
    public bool TryForward(RouteHalf half, ReadOnlySpan<byte> data)
    {
        lock (Output.Gate)
        {
            if (half.State != RouteState.Open)
                return true;
            if (!HasRoomFor(data.Length))
                return false;
            Output.AppendData(half.Label, data, default);
            half.AddQueued(Output.Generation, FrameHeader.Size + data.Length);
            return true;
        }
    }

    /// <summary>Adds data of the broker's own; false if the waiter will be told when there is room.</summary>
    public bool TrySend(RouteHalf half, ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail, IRoomWaiter waiter)
    {
        lock (Output.Gate)
        {
            if (half.State != RouteState.Open)
                return true;
            if (!Connection.TrySendData(half.Label, head, tail, waiter))
                return false;
            half.AddQueued(Output.Generation, FrameHeader.Size + head.Length + tail.Length);
            return true;
        }
    }

    /// <summary>
    /// Makes room in a full queue: closes the routes with the most bytes in it and drops those, until a quarter of the
    /// queue is free. A quarter, because the pass costs as much as the queue is long.
    /// </summary>
    /// <param name="wanted">The half that needs room; closed itself if nothing else can be.</param>
    /// <param name="cut">Gets what was closed here; the caller closes the other halves.</param>
    public void Relieve(RouteHalf wanted, List<RouteHalf> cut)
    {
        lock (Output.Gate)
        {
            if (wanted.State != RouteState.Open || HasRoomFor(WireLimits.Frame))
                return;
            ChooseLargest(cut);
            if (cut.Count == 0)
                cut.Add(wanted);
            foreach (RouteHalf half in cut)
            {
                half.IsCut = true;
                half.State = RouteState.Closing;
            }
            Output.Drop(label => _labels.Find(label) is { IsCut: true });
            foreach (RouteHalf half in cut)
                Connection.Send(half.Label, new CloseRouteFrame(CloseReason.Congested, "The receiver is too slow."));
        }
    }

    /// <summary>Closes a half towards its client; false if it was closed already.</summary>
    public bool Close(RouteHalf half, CloseReason reason, string message)
    {
        lock (Output.Gate)
        {
            switch (half.State)
            {
                case RouteState.New:
                    half.State = RouteState.Closed;
                    return true;
                case RouteState.Pending when half.IsOpener:
                    return TryRefuse(half, Refusal.Because(reason, message));
                case RouteState.Pending or RouteState.Open:
                    half.State = RouteState.Closing;
                    Connection.Send(half.Label, new CloseRouteFrame(reason, Affordable(message)));
                    return true;
                default:
                    return false;
            }
        }
    }

    /// <summary>Handles the client's CloseRoute; true if the other half has to be closed now.</summary>
    public bool OnClosedByClient(RouteHalf half, CloseReason reason)
    {
        lock (Output.Gate)
        {
            bool wasOpen = half.State is RouteState.Pending or RouteState.Open;
            if (wasOpen)
                Connection.Send(half.Label, new CloseRouteFrame(reason, ""));
            half.State = RouteState.Closed;
            _labels.Remove(half);
            return wasOpen;
        }
    }

    /// <summary>Handles the client's RouteRefused; true if its opener has to be told.</summary>
    public bool OnRefusedByClient(RouteHalf acceptor)
    {
        lock (Output.Gate)
        {
            bool waited = acceptor.State == RouteState.Pending;
            acceptor.State = RouteState.Closed;
            _labels.Remove(acceptor);
            return waited;
        }
    }

    /// <summary>The connection has ended: gives back the halves that were alive, and takes no more.</summary>
    public List<RouteHalf> End()
    {
        lock (Output.Gate)
        {
            _ended = true;
            List<RouteHalf> alive = [.. _labels.All.Where(
                half => half.State is RouteState.Pending or RouteState.Open)];
            foreach (RouteHalf half in _labels.All)
                half.State = RouteState.Closed;
            return alive;
        }
    }

    /// <summary>How many routes the client has opened.</summary>
    public int CountOpened()
    {
        lock (Output.Gate)
            return _labels.All.Count(half => half.IsOpener && half.State == RouteState.Open);
    }

    private bool HasRoomFor(int bodyLength) => Output.Length + FrameHeader.Size + bodyLength <= limits.DataBytes;

    // A text that one client wrote must not fill what is kept free for telling another one that its routes are closed.
    private string Affordable(string message) => Output.Length <= limits.DataBytes / 2 ? message : "";

    private void ChooseLargest(List<RouteHalf> chosen)
    {
        long generation = Output.Generation;
        int waiting = Output.Length;
        IEnumerable<RouteHalf> largest = _labels.All
            .Where(half => half.State == RouteState.Open && half.QueuedAt(generation) > 0)
            .OrderByDescending(half => half.QueuedAt(generation));
        foreach (RouteHalf half in largest)
        {
            if (waiting <= limits.DataBytes / 4 * 3)
                return;
            waiting -= half.QueuedAt(generation);
            chosen.Add(half);
        }
    }
}
