namespace PeerRpc.Benchmarks.Processes;

/// <summary>What a child process is.</summary>
internal enum EchoRole
{
    /// <summary>Joins the other two.</summary>
    Broker,

    /// <summary>Answers.</summary>
    Callee,

    /// <summary>Calls, on command.</summary>
    Caller,
}
