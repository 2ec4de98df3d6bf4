namespace PeerRpc.Benchmarks.Relay;

/// <summary>Joins callers with the callees that have registered.</summary>
internal sealed class RelayBroker
{
    // Guards the callees and the adding of routes.
    private readonly Lock _gate = new();
    private readonly Dictionary<uint, RelayBrokerConnection> _callees = [];

    // Replaced as a whole when somebody registers or leaves, because readers fan out without a lock.
    private RelayBrokerConnection[] _fan = [];

    /// <summary>How many callees there are.</summary>
    public int Callees => Volatile.Read(ref _fan).Length;

    /// <summary>Serves a connection until it ends.</summary>
    /// <param name="pipe">The bytes.</param>
    /// <param name="isSmall">Whether there are thousands of them.</param>
    public async Task ServeAsync(IRelayPipe pipe, bool isSmall = false)
    {
        using var connection = new RelayConnection(pipe, isSmall);
        var served = new RelayBrokerConnection(this, connection);
        await connection.ReadAsync(served);
        lock (_gate) _fan = [.. _fan.Where(callee => callee != served)];
    }

    /// <summary>Makes a connection the callee of a number.</summary>
    public void Register(RelayBrokerConnection callee, uint number)
    {
        lock (_gate)
        {
            _callees[number] = callee;
            Volatile.Write(ref _fan, [.. _fan, callee]);
        }

        callee.Connection.Append(RelayFrameKind.Registered);
    }

    /// <summary>Forwards a frame to every callee but the one that sent it.</summary>
    public void Fan(RelayBrokerConnection sender, uint label, ReadOnlySpan<byte> frame)
    {
        foreach (RelayBrokerConnection callee in Volatile.Read(ref _fan))
        {
            if (callee != sender) callee.Connection.AppendRelabelled(frame, label);
        }
    }

    /// <summary>Sends what was forwarded so.</summary>
    public void FlushFan()
    {
        foreach (RelayBrokerConnection callee in Volatile.Read(ref _fan)) callee.Connection.Flush();
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
