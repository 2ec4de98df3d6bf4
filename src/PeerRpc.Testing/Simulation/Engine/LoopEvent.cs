namespace PeerRpc.Testing.Simulation.Engine;

/// <summary>Something that happens at a moment of virtual time.</summary>
internal abstract class LoopEvent
{
    public abstract void Fire();
}
