using PeerRpc.Benchmarks.Processes;

namespace PeerRpc.Benchmarks.Peers;

/// <summary>A system that <c>peers</c> compares, ours or somebody else's, whatever it is written in.</summary>
internal interface IPeerSystem
{
    /// <summary>The name in tables, in JSON and in <c>--systems</c>.</summary>
    string Name { get; }

    /// <summary>What its processes run.</summary>
    IRoleProgram Program { get; }

    /// <summary>Looks for what the machine has to have; gives what is lacking, or null.</summary>
    Task<string?> FindLackAsync();

    /// <summary>Gets what it needs besides, once.</summary>
    /// <exception cref="InvalidOperationException">That failed.</exception>
    Task PrepareAsync();

    /// <summary>Tells what will be measured, after <see cref="PrepareAsync"/>.</summary>
    Task<PeerFacts> ReadFactsAsync();
}
