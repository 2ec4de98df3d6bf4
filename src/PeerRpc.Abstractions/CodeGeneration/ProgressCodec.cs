using PeerRpc.Serialization;

namespace PeerRpc.CodeGeneration;

/// <summary>Carries a progress, to which the receiver reports.</summary>
internal sealed class ProgressCodec<T>(PeerCodec<T> items) : AttachmentCodec<IProgress<T>>
{
    protected override PayloadAttachment ToAttachment(IProgress<T> value) => new Attachment(value, items);

    protected override IProgress<T> Take(IReceivedAttachments attachments, int index) =>
        attachments.TakeProgress(index, items);

    private sealed class Attachment(IProgress<T> source, PeerCodec<T> items) : PayloadAttachment
    {
        public override TResult Accept<TResult>(IPayloadAttachmentVisitor<TResult> visitor) =>
            visitor.VisitProgress(source, items);
    }
}
