namespace PeerRpc.Client;

/// <summary>What a dependency injection scope, and with it a controller object, is made for.</summary>
public enum PeerControllerScope
{
    /// <summary>For each call; disposed when the call has ended.</summary>
    Call,

    /// <summary>For each link, that is for each caller; disposed when the link has ended.</summary>
    Link,
}
