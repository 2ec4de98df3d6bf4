using PeerRpc.CodeGeneration;

namespace PeerRpc.Core.Calls;

/// <summary>A method of a controller that is registered.</summary>
/// <param name="Source">Tells whether it still is; compared by reference.</param>
/// <param name="Target">How it stands in a request.</param>
/// <param name="Entry">The controller.</param>
/// <param name="Method">The method.</param>
internal sealed record BoundMethod(object Source, byte[] Target, ControllerEntry Entry, PeerMethod Method);
