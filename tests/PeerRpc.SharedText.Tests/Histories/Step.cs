namespace PeerRpc.SharedText.Tests.Histories;

/// <summary>One step of a history.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Peer">To whom.</param>
/// <param name="A">A number that says where.</param>
/// <param name="B">A number that says how much.</param>
internal sealed record Step(StepKind Kind, int Peer, int A, int B);
