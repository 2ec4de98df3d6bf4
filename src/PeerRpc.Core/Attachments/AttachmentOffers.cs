using PeerRpc.Core.Streams;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Attachments;

/// <summary>Makes streams and live objects of what the values of a message stand for, at one end of a link.</summary>
internal sealed class AttachmentOffers(StreamTable streams, ILiveObjects objects, IAttachmentReaders readers)
    : IAttachmentOffers
{
    public OfferedAttachments Offer(
        IReadOnlyList<PayloadAttachment> attachments, IStreamOwner owner, bool areResults = false)
    {
        AttachmentRange range = streams.Reserve(attachments.Count);
        var offered = new Attachment[range.Count];
        for (int i = 0; i < offered.Length; i++)
        {
            var offer = new AttachmentOffer(streams, objects, this, readers, owner, range[i], areResults);
            offered[i] = attachments[i].Accept(offer);
            streams.Add(offered[i]);
        }
        return new OfferedAttachments(range, offered);
    }
}
