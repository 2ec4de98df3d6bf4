namespace PeerRpc.Testing.Simulation.Engine;

/// <summary>A callback as an event.</summary>
internal sealed class CallbackEvent(Action callback) : LoopEvent
{
    public override void Fire() => callback();
}
