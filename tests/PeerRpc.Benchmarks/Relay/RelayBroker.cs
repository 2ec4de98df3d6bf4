namespace PeerRpc.Benchmarks.Relay;

/// <summary>Joins callers with the one callee that has registered.</summary>
internal sealed class RelayBroker
{
    // Guards _callee and the adding of routes.
    private readonly Lock _gate = new();
    private RelayBrokerConnection? _callee;

    /// <summary>Serves a connection until it ends.</summary>
    public async Task ServeAsync(IRelayPipe pipe)
    {
        using var connection = new RelayConnection(pipe);
        await connection.ReadAsync(new RelayBrokerConnection(this, connection));
    }

    /// <summary>Makes a connection the callee.</summary>
    public void Register(RelayBrokerConnection callee)
    {
        lock (_gate) _callee = callee;
        callee.Connection.Append(RelayFrameKind.Registered);
    }

    /// <summary>Opens a route from a caller to the callee.</summary>
    public void OpenRoute(RelayBrokerConnection caller)
    {
        lock (_gate)
        {
            RelayBrokerConnection callee = _callee ?? throw new InvalidOperationException("No callee has registered.");
            uint callerLabel = caller.NextLabel;
            uint calleeLabel = callee.NextLabel;
            callee.AddRoute(new RelayRoute(caller.Connection, callerLabel));
            caller.AddRoute(new RelayRoute(callee.Connection, calleeLabel));
            caller.Connection.Append(RelayFrameKind.RouteOpened, callerLabel);
        }
    }
}
