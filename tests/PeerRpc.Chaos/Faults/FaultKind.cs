namespace PeerRpc.Chaos.Faults;

/// <summary>What is done to a run.</summary>
internal enum FaultKind
{
    /// <summary>A process is killed, and started again.</summary>
    SigKill,

    /// <summary>A process is stopped, and goes on after a while.</summary>
    SigStop,

    /// <summary>A connection is cut behind some byte.</summary>
    Cut,

    /// <summary>A connection passes nothing for a while.</summary>
    Stall,

    /// <summary>A connection passes nothing any more, in one direction or both, and nobody is told.</summary>
    HalfOpen,
}
