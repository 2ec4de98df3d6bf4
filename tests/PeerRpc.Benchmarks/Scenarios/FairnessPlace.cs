namespace PeerRpc.Benchmarks.Scenarios;

/// <summary>Where the bulk runs that small calls are made beside.</summary>
internal enum FairnessPlace
{
    /// <summary>On the link of the calls.</summary>
    SameLink,

    /// <summary>On another link of the connection of the calls.</summary>
    OtherLink,
}
