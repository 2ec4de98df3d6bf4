namespace PeerRpc.Broker.Registry;

/// <summary>A peer id that nobody has and that is kept for its owner.</summary>
/// <param name="Owner">Who had it, with the generation, so that an older connection does not get it back.</param>
/// <param name="Until">When it ends, counted from the start of the table.</param>
/// <param name="Listing">What is known of who had it.</param>
internal sealed record Reservation(PeerOwner Owner, TimeSpan Until, PeerListing Listing);
