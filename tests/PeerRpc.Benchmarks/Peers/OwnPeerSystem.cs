using System.Reflection;
using System.Runtime.InteropServices;
using PeerRpc.Benchmarks.Processes;

namespace PeerRpc.Benchmarks.Peers;

/// <summary>A system that runs in this program.</summary>
/// <param name="name">Its name among the <see cref="EchoSystems"/>.</param>
/// <param name="version">The type whose assembly has its version.</param>
/// <param name="settings">What differs from its defaults.</param>
internal sealed class OwnPeerSystem(string name, Type version, string settings) : IPeerSystem
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public IRoleProgram Program { get; } = new OwnProgram();

    /// <inheritdoc/>
    public Task<string?> FindLackAsync() => Task.FromResult<string?>(null);

    /// <inheritdoc/>
    public Task PrepareAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<PeerFacts> ReadFactsAsync() => Task.FromResult(new PeerFacts(
        name, VersionOf(version), RuntimeInformation.FrameworkDescription, "WebSocket", "JSON", settings));

    // The part behind '+' is the commit, which the build of a package adds.
    private static string VersionOf(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? "unknown";
}
