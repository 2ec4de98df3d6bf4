namespace PeerRpc.Simulations.Faults;

/// <summary>What happens to a scene.</summary>
internal enum SceneFaultKind
{
    Cut,
    Stall,
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
