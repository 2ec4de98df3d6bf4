namespace PeerRpc.Serialization;

/// <summary>
/// What a value stands for that cannot be copied into a message: a stream, a progress, a live object. The message
/// carries the number of the attachment in its place.
/// </summary>
internal abstract class PayloadAttachment
{
    public abstract TResult Accept<TResult>(IPayloadAttachmentVisitor<TResult> visitor);
}
