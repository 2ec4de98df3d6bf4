namespace PeerRpc.Testing.Simulation;

/// <summary>What a <see cref="FaultPlan"/> may do.</summary>
public enum FaultKind
{
    /// <summary>Breaks the connections of a node.</summary>
    Cut,

    /// <summary>Lets nothing arrive at or from a node for a while.</summary>
    Stall,

    /// <summary>Loses everything on the connections of a node, in one direction or both, and tells nobody.</summary>
    HalfOpen,

    /// <summary>Separates a node from a broker for a while.</summary>
    Partition,

    /// <summary>Breaks the connections to a broker and refuses new ones for a while.</summary>
    Refuse,

    /// <summary>Lets a node read slowly for a while.</summary>
    SlowReader,

    /// <summary>Stops a node and lets it go on after a while.</summary>
    Pause,

    /// <summary>Kills the process of a broker, or of a peer with a program, and restarts it after a while.</summary>
    Crash,

    /// <summary>As <see cref="Crash"/>, but the machine is gone, and nobody is told.</summary>
    MachineCrash,

    /// <summary>Sets the wall clock of a node forward or back, by up to an hour.</summary>
    ClockJump,
}
