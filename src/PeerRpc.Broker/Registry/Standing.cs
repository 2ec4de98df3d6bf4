namespace PeerRpc.Broker.Registry;

/// <summary>How somebody who asks for a peer id stands to its owner.</summary>
internal enum Standing
{
    /// <summary>Another principal, or an anonymous client with another key.</summary>
    Stranger,

    /// <summary>The owner's own process, on a connection that is not newer than the owner's.</summary>
    Stale,

    /// <summary>The owner's own process, on a newer connection.</summary>
    Successor,

    /// <summary>Another process of the same principal.</summary>
    Sibling,
}
