namespace PeerRpc.Benchmarks.Processes;

/// <summary>Which systems a child process belongs to.</summary>
internal enum Workload
{
    /// <summary>Small calls only.</summary>
    Echo,

    /// <summary>Bulk from the callee to the caller, and small calls beside it.</summary>
    Bulk,
}
