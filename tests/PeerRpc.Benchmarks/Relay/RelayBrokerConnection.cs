namespace PeerRpc.Benchmarks.Relay;

/// <summary>The broker's side of one connection: switches labels and forwards bodies unread.</summary>
internal sealed class RelayBrokerConnection(RelayBroker broker, RelayConnection connection) : IRelayReceiver
{
    private readonly List<RelayConnection> _touched = [];

    private bool _hasFanned;

    // Replaced as a whole when a route is added, because the reader looks labels up without a lock.
    private RelayRoute[] _routes = [];

    /// <summary>The connection underneath.</summary>
    public RelayConnection Connection => connection;

    /// <summary>The label that the next route gets here.</summary>
    public uint NextLabel => (uint)_routes.Length;

    /// <summary>Adds a route under <see cref="NextLabel"/>. The broker calls it under its lock.</summary>
    public void AddRoute(RelayRoute route) => Volatile.Write(ref _routes, [.. _routes, route]);

    /// <inheritdoc/>
    public void OnFrame(RelayHeader header, ReadOnlySpan<byte> frame)
    {
        switch (header.Kind)
        {
            case RelayFrameKind.Data:
            case RelayFrameKind.BulkRequest:
            case RelayFrameKind.BulkData:
            case RelayFrameKind.BulkCredit:
                Forward(header.Label, frame);
                break;
            case RelayFrameKind.Fan:
                broker.Fan(this, header.Label, frame);
                _hasFanned = true;
                break;
            case RelayFrameKind.Register:
                broker.Register(this, header.Label);
                break;
            case RelayFrameKind.OpenRoute:
                broker.OpenRoute(this, header.Label);
                break;
            default:
                throw new InvalidDataException($"The broker does not take {header.Kind} frames.");
        }
    }

    /// <inheritdoc/>
    public void OnBufferHandled()
    {
        foreach (RelayConnection target in _touched) target.Flush();
        _touched.Clear();
        if (_hasFanned) broker.FlushFan();
        _hasFanned = false;
        connection.Flush();
    }

    private void Forward(uint label, ReadOnlySpan<byte> frame)
    {
        RelayRoute[] routes = Volatile.Read(ref _routes);
        if (label >= routes.Length) throw new InvalidDataException($"No route has the label {label}.");
        RelayRoute route = routes[label];
        route.Target.AppendRelabelled(frame, route.Label);
        if (!_touched.Contains(route.Target)) _touched.Add(route.Target);
    }
}
