using PeerRpc.CodeGeneration;
using PeerRpc.Core.Serialization;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Streams.Producers;

/// <summary>Writes the items of one stream, with what they carry besides.</summary>
/// <param name="stream">The stream.</param>
/// <param name="codec">The codec of the items.</param>
/// <param name="offers">Offers what items carry.</param>
internal sealed class ItemWriter<T>(OutgoingStream stream, PeerCodec<T> codec, IAttachmentOffers offers)
{
    /// <summary>Sends an item.</summary>
    /// <returns>False if nobody wants more.</returns>
    public bool Write(T item, ulong dropped = 0)
    {
        PeerArguments arguments = ArgumentsCache.Rent();
        arguments.Begin(keepValues: false);
        PayloadWriter payload = arguments.Payload;
        payload.WriteValue(codec, item);
        payload.EndPayload();
        IReadOnlyList<PayloadAttachment> attachments = payload.Attachments;
        bool wanted = attachments.Count == 0
            ? stream.Write(payload.Written, dropped)
            : stream.Write(payload.Written, dropped, () => offers.Offer(attachments, stream.Owner));
        ArgumentsCache.Return(arguments);
        return wanted;
    }
}
