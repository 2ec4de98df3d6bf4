namespace PeerRpc.Testing.Simulation;

/// <summary>What ends a node.</summary>
public enum CrashKind
{
    /// <summary>
    /// Its process is killed, as by SIGKILL. The system closes its connections, so the others learn of it soon, and
    /// refuses new ones.
    /// </summary>
    Process,

    /// <summary>
    /// Its machine is gone, as when the power fails. Nobody is told: its connections are half-open, new ones hang.
    /// </summary>
    Machine,
}
