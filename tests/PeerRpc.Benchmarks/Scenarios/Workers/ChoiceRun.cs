namespace PeerRpc.Benchmarks.Scenarios.Workers;

/// <summary>Calls of a peer by its id, and of any peer that can, in turn.</summary>
/// <param name="Pair">Which round, from 1.</param>
/// <param name="OneCallsPerSecond">Answers per second of the peer by its id.</param>
/// <param name="AnyCallsPerSecond">Of any peer that can, of which there are eight.</param>
/// <param name="OneBytesPerCall">Bytes on the managed heap per call, of caller, broker and callee together.</param>
/// <param name="AnyBytesPerCall">The same of any peer that can.</param>
internal sealed record ChoiceRun(
    int Pair, double OneCallsPerSecond, double AnyCallsPerSecond, double OneBytesPerCall, double AnyBytesPerCall);
