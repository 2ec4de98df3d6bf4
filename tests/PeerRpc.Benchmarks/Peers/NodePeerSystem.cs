using PeerRpc.Benchmarks.Processes;

namespace PeerRpc.Benchmarks.Peers;

/// <summary>A system whose clients, and perhaps its broker, run in Node.js.</summary>
/// <param name="facts">What it is; its runtime is put in front of what is found there.</param>
/// <param name="broker">The program that is its broker; null if a script is.</param>
/// <param name="package">The package of the operating system that has the program.</param>
internal sealed class NodePeerSystem(PeerFacts facts, string? broker = null, string? package = null) : IPeerSystem
{
    private static readonly TimeSpan VersionLimit = TimeSpan.FromSeconds(10);
    private readonly NodeScripts _scripts = new(facts.System);

    /// <inheritdoc/>
    public string Name => facts.System;

    /// <inheritdoc/>
    public IRoleProgram Program => _scripts;

    /// <inheritdoc/>
    public async Task<string?> FindLackAsync()
    {
        if (await TryReadVersionAsync(NodeScripts.Node) is null) return $"{Name} needs Node.js 20 or later.";
        return broker is null || await TryReadVersionAsync(broker) is not null
            ? null
            : $"{Name} needs the program {broker}; Debian has it in the package {package}.";
    }

    /// <inheritdoc/>
    public Task PrepareAsync() => _scripts.InstallAsync();

    /// <inheritdoc/>
    public async Task<PeerFacts> ReadFactsAsync()
    {
        string node = $"Node.js {await TryReadVersionAsync(NodeScripts.Node)}";
        return broker is null
            ? facts with { Runtime = node }
            : facts with { Runtime = node, Version = $"{await TryReadVersionAsync(broker)}, {facts.Version}" };
    }

    private static Task<string?> TryReadVersionAsync(string program) =>
        ForeignTool.TryRunAsync(program, ["--version"], folder: null, VersionLimit);
}
