namespace PeerRpc.Benchmarks.Relay;

/// <summary>Joins callers with the callees that have registered.</summary>
internal sealed class RelayBroker
{
    // Guards _callees and the adding of routes.
    private readonly Lock _gate = new();
    private readonly Dictionary<uint, RelayBrokerConnection> _callees = [];

    /// <summary>Serves a connection until it ends.</summary>
    public async Task ServeAsync(IRelayPipe pipe)
    {
        using var connection = new RelayConnection(pipe);
        await connection.ReadAsync(new RelayBrokerConnection(this, connection));
    }

    /// <summary>Makes a connection the callee of a number.</summary>
    public void Register(RelayBrokerConnection callee, uint number)
    {
        lock (_gate) _callees[number] = callee;
        callee.Connection.Append(RelayFrameKind.Registered);
    }

    /// <summary>Opens a route from a caller to the callee of a number.</summary>
    public void OpenRoute(RelayBrokerConnection caller, uint number)
    {
        lock (_gate)
        {
            RelayBrokerConnection callee = _callees[number];
            uint callerLabel = caller.NextLabel;
            uint calleeLabel = callee.NextLabel;
            callee.AddRoute(new RelayRoute(caller.Connection, callerLabel));
            caller.AddRoute(new RelayRoute(callee.Connection, calleeLabel));
            caller.Connection.Append(RelayFrameKind.RouteOpened, callerLabel);
        }
    }
}
