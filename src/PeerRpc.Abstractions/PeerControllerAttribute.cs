namespace PeerRpc;

/// <summary>
/// Marks an interface as a controller contract: a set of methods that one peer offers and others call.
/// </summary>
/// <remarks>
/// The source generator that comes with this package emits the proxy and the dispatcher for every marked interface,
/// in the assembly that declares it.
/// </remarks>
/// <param name="path">
/// The name under which the controller is found on a peer, for example <c>"/chat"</c>; 1 to 128 bytes of UTF-8.
/// </param>
[AttributeUsage(AttributeTargets.Interface, Inherited = false)]
public sealed class PeerControllerAttribute(string path) : Attribute
{
    /// <summary>The name under which the controller is found on a peer.</summary>
    public string Path { get; } = path;
}
