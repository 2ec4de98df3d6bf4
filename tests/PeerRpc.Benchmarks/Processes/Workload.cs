namespace PeerRpc.Benchmarks.Processes;

/// <summary>Which systems a child process belongs to.</summary>
internal enum Workload
{
    /// <summary>Small calls only.</summary>
    Echo,

    /// <summary>Bulk from the callee to the caller, and small calls beside it.</summary>
    Bulk,

    /// <summary>
    /// Many clients in few processes. All but the broker are callees here: they obey the same commands.
    /// </summary>
    Crowd,

    /// <summary>Clients in one process that look at the directory of a crowd's broker.</summary>
    Watch,
}
