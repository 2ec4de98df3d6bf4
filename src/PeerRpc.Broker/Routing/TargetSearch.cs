using PeerRpc.Broker.Labels;
using PeerRpc.Broker.Registry;
using PeerRpc.Broker.Sessions;
using PeerRpc.Core.Frames;

namespace PeerRpc.Broker.Routing;

/// <summary>Looks for the target of a route that was decided about, for as long as its opener waits.</summary>
/// <remarks>
/// 1. A target that is there is offered the route. 2. Otherwise, if the opener waits, the search becomes the end of the
/// opener's half, so that it learns when the client closes the route or loses its connection, and the registry tells it
/// when the target registers. 3. If the target leaves again before it could be offered the route, the search goes on in
/// its old place among those that wait. 4. When the time is over, the peer was not found. 5. What the policies forbid
/// waits as long and looks for nothing, so that time does not tell it from what does not exist.
/// </remarks>
/// <param name="opening">What is to be opened.</param>
/// <param name="mayFind">Whether the policies allow it.</param>
internal sealed class TargetSearch(RouteOpening opening, bool mayFind) : IRouteEnd, IPeerWaiter
{
    private readonly Lock _gate = new(); // guards everything below; the registry's and the hops' are taken within it
    private ITimer? _timer;
    private bool _over;

    long IPeerWaiter.Place { get; set; }

    /// <summary>Looks, and waits if there is something to wait for.</summary>
    public void Begin()
    {
        bool waits = opening.Patience > TimeSpan.Zero;
        lock (_gate)
            _timer = waits ? opening.StartTimer(() => Advance(target: null, isLastLook: true)) : null;
        Advance(target: null, isLastLook: !waits);
    }

    void IPeerWaiter.OnRegistered(BrokerSession target) => Advance(target, isLastLook: false);

    void IRouteEnd.OnClosed(CloseReason reason, string message)
    {
        lock (_gate)
        {
            if (_over)
                return;
            Stop();
        }
        opening.End(null);
    }

    // Nothing can come: the route is not open.
    void IRouteEnd.OnData(ReadOnlySpan<byte> data)
    {
    }

    private void Advance(BrokerSession? target, bool isLastLook)
    {
        RouteRefusedFrame? refusal;
        lock (_gate)
        {
            if (_over || !TryConclude(ref target, isLastLook, out refusal))
                return;
            Stop();
        }
        target?.Hop.Connection.Flush();
        opening.End(refusal);
    }

    // True once there is nothing left to wait for: the target was asked, or the route is refused, or nobody wants it.
    private bool TryConclude(ref BrokerSession? target, bool isLastLook, out RouteRefusedFrame? refusal)
    {
        refusal = null;
        while (true)
        {
            if (!isLastLook && !opening.TryWait(this))
                return true;
            if (target is null && !TryFind(isLastLook, out target))
            {
                refusal = isLastLook ? Refusal.PeerNotFound(opening.TargetId) : null;
                return isLastLook;
            }
            OfferOutcome outcome = opening.Offer(target);
            if (outcome != OfferOutcome.Gone)
            {
                refusal = Refusal.Because(outcome);
                return true;
            }
            target = null;
        }
    }

    private bool TryFind(bool isLastLook, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out BrokerSession? target)
    {
        target = null;
        return mayFind && opening.Peers.TryFind(opening.TargetId, isLastLook ? null : this, out target);
    }

    private void Stop()
    {
        _over = true;
        if (_timer is null)
            return;
        _timer.Dispose();
        opening.Peers.StopWaiting(opening.TargetId, this);
    }
}
