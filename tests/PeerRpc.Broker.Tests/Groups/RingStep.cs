namespace PeerRpc.Broker.Tests.Groups;

/// <summary>What happens next in a group.</summary>
/// <param name="Kind">What.</param>
/// <param name="Peer">To whom, or by whom; the last one is no member.</param>
/// <param name="Count">How often; of messages also their size.</param>
internal sealed record RingStep(RingStepKind Kind, int Peer, int Count);
