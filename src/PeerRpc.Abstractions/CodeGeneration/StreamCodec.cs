using PeerRpc.Serialization;

namespace PeerRpc.CodeGeneration;

/// <summary>Carries bytes that the receiver reads.</summary>
internal sealed class StreamCodec : AttachmentCodec<Stream>
{
    protected override PayloadAttachment ToAttachment(Stream value) => new Attachment(value);

    protected override Stream Take(IReceivedAttachments attachments, int index) =>
        attachments.TakeBytes(index);

    private sealed class Attachment(Stream source) : PayloadAttachment
    {
        public override TResult Accept<TResult>(IPayloadAttachmentVisitor<TResult> visitor) =>
            visitor.VisitBytes(source);
    }
}
