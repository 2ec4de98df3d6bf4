using PeerRpc.Core.Streams;
using PeerRpc.Core.Streams.Consumers;
using PeerRpc.Core.Streams.Producers;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Attachments;

/// <summary>Makes one attachment, under the id that it has been given.</summary>
internal sealed class AttachmentOffer(
    StreamTable streams, ILiveObjects objects, IAttachmentOffers offers, IAttachmentReaders readers,
    IStreamOwner owner, ulong id, bool isResult)
    : IPayloadAttachmentVisitor<Attachment>
{
    public Attachment VisitItems<T>(IAsyncEnumerable<T> source, PeerCodec<T> codec) =>
        Produce(stream => source is IEncodedSource encoded
            ? encoded.CreateProducer(stream)
            : new EnumerableProducer<T>(stream, source, new ItemWriter<T>(stream, codec, offers)));

    public Attachment VisitSubscription<T>(
        IObservable<T> source, PeerCodec<T> codec, StreamOptionsAttribute? options) =>
        Produce(stream => new ObservableProducer<T>(
            stream, source, new ItemWriter<T>(stream, codec, offers), BufferOf<T>(options)));

    public Attachment VisitObservable<T>(
        IObservable<T> source, PeerCodec<T> codec, StreamOptionsAttribute? options) =>
        objects.OfferObservable(id, source, codec, options, owner);

    public Attachment VisitBytes(Stream source) => Produce(stream => new ByteProducer(stream, source));

    public Attachment VisitProgress<T>(IProgress<T> progress, PeerCodec<T> codec)
    {
        var stream = new IncomingStream(streams, id, owner.FaultContext);
        var reader = new ProgressReader<T>(stream, new ItemDecoder<T>(stream, codec, readers), progress);
        reader.Start();
        return stream;
    }

    public Attachment VisitObject<TContract>(TContract instance)
        where TContract : class =>
        objects.Offer(id, instance, owner);

    private OutgoingStream Produce(Func<OutgoingStream, IStreamProducer> make)
    {
        var stream = new OutgoingStream(streams, id, owner, isResult);
        stream.SetProducer(make(stream));
        return stream;
    }

    private OverflowBuffer<T> BufferOf<T>(StreamOptionsAttribute? options)
    {
        StreamOverflow overflow = options?.Overflow ?? StreamOverflow.Default;
        if (overflow == StreamOverflow.Default)
            overflow = streams.Settings.StreamOverflow;
        int capacity = options is { Buffer: > 0 } ? options.Buffer : streams.Settings.StreamBuffer;
        return new OverflowBuffer<T>(capacity, overflow, streams.Link.Work);
    }
}
