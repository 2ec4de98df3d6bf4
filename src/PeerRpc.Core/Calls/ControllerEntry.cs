using PeerRpc.CodeGeneration;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Calls;

/// <summary>A controller that is registered at a path.</summary>
internal abstract class ControllerEntry(string path, PeerContract contract)
{
    public string Path { get; } = path ?? throw new ArgumentNullException(nameof(path));

    public PeerContract Contract { get; } = contract;

    /// <summary>Whether it belongs to PeerRpc and not to the application.</summary>
    public bool IsBuiltIn { get; } = OwnPaths.Include(path);

    /// <summary>
    /// Whether what its calls give is not wanted any more; only of what belongs to one link, and under its gate.
    /// </summary>
    public bool HasEnded { get; set; }

    /// <summary>Reads the arguments and enters the method.</summary>
    /// <returns>A task that ends when the answer has been given; what it throws becomes a fault.</returns>
    public abstract ValueTask DispatchAsync(IncomingCall call, PayloadReader arguments);
}
