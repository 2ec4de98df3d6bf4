using PeerRpc.Serialization;

namespace PeerRpc.Core.Streams;

/// <summary>Makes streams and live objects of what the values of a message stand for.</summary>
internal interface IAttachmentOffers
{
    /// <summary>Gives each an id. Under the gate.</summary>
    /// <param name="attachments">What the values stand for.</param>
    /// <param name="owner">The call that they belong to.</param>
    /// <param name="areResults">Whether they are the result of the call.</param>
    /// <exception cref="PeerRpcException">The other side accepts no more of them; nothing was offered.</exception>
    OfferedAttachments Offer(
        IReadOnlyList<PayloadAttachment> attachments, IStreamOwner owner, bool areResults = false);
}
