namespace PeerRpc.Simulations.Faults;

/// <summary>What happens to a scene.</summary>
internal enum SceneFaultKind
{
    Cut,
    Stall,

    /// <summary>
    /// A stall about as long as it takes the node to give its connection up: what it has sent over the old one arrives
    /// about when it is back over a new one.
    /// </summary>
    Linger,
    HalfOpen,
    Partition,
    BrokerCrash,
    BrokerMachineCrash,
    CalleeCrash,
    CallerCrash,
    Pause,
    Refuse,
    ClockJump,
    SlowReader,
}
