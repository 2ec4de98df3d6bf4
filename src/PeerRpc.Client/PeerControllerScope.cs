namespace PeerRpc.Client;

/// <summary>What a dependency injection scope, and with it a controller object, is made for.</summary>
public enum PeerControllerScope
{
    /// <summary>For each call; disposed when the call has ended.</summary>
    Call,

    /// <summary>
    /// For each link, that is for each caller; disposed when the link has ended. A caller's link ends when it leaves,
    /// when it is away for longer than the window, or while nothing is under way, if it needs the route for others.
    /// </summary>
    Link,
}
