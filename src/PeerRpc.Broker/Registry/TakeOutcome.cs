namespace PeerRpc.Broker.Registry;

/// <summary>What came of taking a peer id.</summary>
internal enum TakeOutcome
{
    /// <summary>The session has the id now.</summary>
    Taken,

    /// <summary>Somebody else has it, or it is reserved for somebody else.</summary>
    InUse,

    /// <summary>Another process of the same principal has it, which may or may not be there any more.</summary>
    Contested,

    /// <summary>The session has as many ids as it may have.</summary>
    TooMany,

    /// <summary>The session has ended, or has been cut off.</summary>
    Ended,
}
