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
        AttachmentRange range;
        try
        {
            range = streams.Reserve(attachments.Count);
        }
        catch (PeerRpcException)
        {
            foreach (PayloadAttachment attachment in attachments)
                Make(attachment, Attachment.NoId, owner, areResults).Abandon();
            throw;
        }
        var offered = new Attachment[range.Count];
        for (int i = 0; i < offered.Length; i++)
        {
            offered[i] = Make(attachments[i], range[i], owner, areResults);
            streams.Add(offered[i]);
        }
        return new OfferedAttachments(range, offered);
    }

    private Attachment Make(PayloadAttachment attachment, ulong id, IStreamOwner owner, bool isResult) =>
        attachment.Accept(new AttachmentOffer(streams, objects, this, readers, owner, id, isResult));
}
