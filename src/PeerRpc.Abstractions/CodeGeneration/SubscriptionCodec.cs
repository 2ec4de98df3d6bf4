using PeerRpc.Serialization;

namespace PeerRpc.CodeGeneration;

/// <summary>Carries one subscription to an observable: the result of a method whose call is the subscription.</summary>
internal sealed class SubscriptionCodec<T>(PeerCodec<T> items, StreamOptionsAttribute? options)
    : AttachmentCodec<IObservable<T>>
{
    protected override PayloadAttachment ToAttachment(IObservable<T> value) => new Attachment(value, items, options);

    protected override IObservable<T> Take(IReceivedAttachments attachments, int index) =>
        attachments.TakeSubscription(index, items);

    private sealed class Attachment(IObservable<T> source, PeerCodec<T> items, StreamOptionsAttribute? options)
        : PayloadAttachment
    {
        public override TResult Accept<TResult>(IPayloadAttachmentVisitor<TResult> visitor) =>
            visitor.VisitSubscription(source, items, options);
    }
}
