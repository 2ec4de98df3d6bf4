namespace PeerRpc.Benchmarks.Processes;

/// <summary>What the clients of a process are there for.</summary>
internal enum CrowdGroup
{
    /// <summary>One that is called.</summary>
    Callee,

    /// <summary>One that calls.</summary>
    Caller,

    /// <summary>All the others.</summary>
    Crowd,
}
