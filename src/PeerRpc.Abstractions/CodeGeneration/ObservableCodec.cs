using PeerRpc.Serialization;

namespace PeerRpc.CodeGeneration;

/// <summary>Carries an observable that the receiver may subscribe to as often as it likes.</summary>
internal sealed class ObservableCodec<T>(PeerCodec<T> items, StreamOptionsAttribute? options)
    : AttachmentCodec<IObservable<T>>
{
    protected override PayloadAttachment ToAttachment(IObservable<T> value) => new Attachment(value, items, options);

    protected override IObservable<T> Take(IReceivedAttachments attachments, int index) =>
        attachments.TakeObservable(index, items, options);

    private sealed class Attachment(IObservable<T> source, PeerCodec<T> items, StreamOptionsAttribute? options)
        : PayloadAttachment
    {
        public override TResult Accept<TResult>(IPayloadAttachmentVisitor<TResult> visitor) =>
            visitor.VisitObservable(source, items, options);
    }
}
