using PeerRpc.Core.Streams;

namespace PeerRpc.Core.Calls;

/// <summary>The streams and live objects of one end of a link, as its calls need them.</summary>
/// <param name="Streams">Where they live.</param>
/// <param name="Offers">Makes them of what results stand for.</param>
/// <param name="Readers">Makes of those that come with arguments what methods get.</param>
/// <param name="Objects">Finds the objects that can be called.</param>
internal sealed record CallAttachments(
    StreamTable Streams, IAttachmentOffers Offers, IAttachmentReaders Readers, IObjectTargets Objects);
