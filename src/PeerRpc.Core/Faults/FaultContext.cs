using PeerRpc.CodeGeneration;

namespace PeerRpc.Core.Faults;

/// <summary>What a failure belongs to.</summary>
/// <param name="Method">The method, with the errors that it declares.</param>
/// <param name="CorrelationId">Names the call in the logs of both sides.</param>
internal readonly record struct FaultContext(PeerMethod Method, string CorrelationId);
