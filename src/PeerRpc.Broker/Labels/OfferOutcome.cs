namespace PeerRpc.Broker.Labels;

/// <summary>What came of offering a route to a client.</summary>
internal enum OfferOutcome
{
    /// <summary>The client has been asked.</summary>
    Offered,

    /// <summary>The opener gave up in the meantime.</summary>
    Abandoned,

    /// <summary>The client's connection has ended.</summary>
    Gone,

    /// <summary>All labels are taken.</summary>
    NoLabel,

    /// <summary>The client's queue is full.</summary>
    NoRoom,
}
