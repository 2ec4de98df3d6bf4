using PeerRpc.Benchmarks.Processes;

namespace PeerRpc.Benchmarks.Scenarios;

/// <summary>What one load made the processes of one system allocate.</summary>
/// <param name="System">The system.</param>
/// <param name="InFlight">The load.</param>
/// <param name="Calls">Calls answered meanwhile.</param>
/// <param name="BytesPerCall">Bytes on the managed heap per call, for each process.</param>
/// <param name="Collections">Garbage collections meanwhile, for each process.</param>
internal sealed record AllocRun(
    string System,
    int InFlight,
    long Calls,
    IReadOnlyDictionary<EchoRole, double> BytesPerCall,
    IReadOnlyDictionary<EchoRole, int> Collections);
