namespace PeerRpc.Testing.Simulation.Engine;

/// <summary>What happened.</summary>
internal enum TraceKind
{
    Work = 1,
    Timer,
    Connect,
    Accept,
    Refuse,
    Send,
    Arrive,
    Read,
    End,
    Reset,
    Fault,
    Start,
    Crash,
    Pause,
    Resume,
    Note,
    Log,
}
