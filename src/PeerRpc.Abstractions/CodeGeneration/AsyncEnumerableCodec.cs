using PeerRpc.Serialization;

namespace PeerRpc.CodeGeneration;

/// <summary>Carries items that the receiver pulls.</summary>
internal sealed class AsyncEnumerableCodec<T>(PeerCodec<T> items) : AttachmentCodec<IAsyncEnumerable<T>>
{
    protected override PayloadAttachment ToAttachment(IAsyncEnumerable<T> value) => new Attachment(value, items);

    protected override IAsyncEnumerable<T> Take(IReceivedAttachments attachments, int index) =>
        attachments.TakeItems(index, items);

    private sealed class Attachment(IAsyncEnumerable<T> source, PeerCodec<T> items) : PayloadAttachment
    {
        public override TResult Accept<TResult>(IPayloadAttachmentVisitor<TResult> visitor) =>
            visitor.VisitItems(source, items);
    }
}
