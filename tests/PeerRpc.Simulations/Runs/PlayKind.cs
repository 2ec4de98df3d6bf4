namespace PeerRpc.Simulations.Runs;

/// <summary>What is played of a seed.</summary>
internal enum PlayKind
{
    /// <summary>Calls between peers.</summary>
    Calls,

    /// <summary>Groups, whose members come and go.</summary>
    Groups,

    /// <summary>Calls to any of several peers.</summary>
    AnyPeer,
}
