using System.Diagnostics.CodeAnalysis;
using PeerRpc.CodeGeneration;

namespace PeerRpc.Core.Calls;

/// <summary>Finds the objects that this side has passed to the other one.</summary>
internal interface IObjectTargets
{
    /// <summary>Finds a method of an object. Under the gate.</summary>
    bool TryFind(
        ulong id, string methodName,
        [NotNullWhen(true)] out ControllerEntry? entry, [NotNullWhen(true)] out PeerMethod? method);
}
