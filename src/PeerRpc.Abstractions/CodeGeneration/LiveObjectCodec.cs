using PeerRpc.Serialization;

namespace PeerRpc.CodeGeneration;

/// <summary>Carries an object that the receiver calls.</summary>
internal sealed class LiveObjectCodec<TContract> : AttachmentCodec<TContract>
    where TContract : class
{
    protected override PayloadAttachment ToAttachment(TContract value) => new Attachment(value);

    protected override TContract Take(IReceivedAttachments attachments, int index) =>
        attachments.TakeObject<TContract>(index);

    private sealed class Attachment(TContract source) : PayloadAttachment
    {
        public override TResult Accept<TResult>(IPayloadAttachmentVisitor<TResult> visitor) =>
            visitor.VisitObject(source);
    }
}
