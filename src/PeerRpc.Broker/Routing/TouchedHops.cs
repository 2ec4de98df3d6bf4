using PeerRpc.Broker.Labels;

namespace PeerRpc.Broker.Routing;

/// <summary>The hops that frames of one batch were copied to, to be flushed once each.</summary>
internal sealed class TouchedHops
{
    // Looking further back costs more than flushing twice, which does nothing the second time.
    private const int LookBack = 8;

    private List<Hop>? _hops; // null until something is forwarded, which most clients never do

    public void Add(Hop hop)
    {
        _hops ??= [];
        for (int i = _hops.Count - 1; i >= Math.Max(0, _hops.Count - LookBack); i--)
        {
            if (ReferenceEquals(_hops[i], hop))
                return;
        }
        _hops.Add(hop);
    }

    public void Flush()
    {
        if (_hops is null)
            return;
        foreach (Hop hop in _hops)
            hop.Connection.Flush();
        _hops.Clear();
    }
}
