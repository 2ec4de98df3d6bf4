using PeerRpc.Testing.Simulation.Network;

namespace PeerRpc.Simulations.Faults;

/// <summary>Something that happens once.</summary>
/// <param name="At">When, from the beginning of the load.</param>
/// <param name="Kind">What.</param>
/// <param name="Node">To whom.</param>
/// <param name="Duration">For how long, if it ends by itself.</param>
/// <param name="Direction">Which traffic, if only some.</param>
internal sealed record SceneFault(
    TimeSpan At, SceneFaultKind Kind, string Node, TimeSpan Duration, TrafficDirection Direction)
{
    public override string ToString() => FormattableString.Invariant(
        $"{At.TotalSeconds:0.000} s {Kind} {Node} for {Duration.TotalSeconds:0.000} s ({Direction})");
}
