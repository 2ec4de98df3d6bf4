namespace PeerRpc.Serialization;

/// <summary>Makes of an attachment what is needed to send it.</summary>
internal interface IPayloadAttachmentVisitor<TResult>
{
    /// <summary>Items that the receiver pulls.</summary>
    TResult VisitItems<T>(IAsyncEnumerable<T> source, PeerCodec<T> codec);

    /// <summary>One subscription, which begins when the message has been sent.</summary>
    TResult VisitSubscription<T>(IObservable<T> source, PeerCodec<T> codec, StreamOptionsAttribute? options);

    /// <summary>An observable that the receiver may subscribe to as often as it likes.</summary>
    TResult VisitObservable<T>(IObservable<T> source, PeerCodec<T> codec, StreamOptionsAttribute? options);

    /// <summary>Bytes that the receiver pulls.</summary>
    /// <param name="source">Where they come from.</param>
    TResult VisitBytes(Stream source);

    /// <summary>Items that the receiver sends back.</summary>
    TResult VisitProgress<T>(IProgress<T> progress, PeerCodec<T> codec);

    /// <summary>An object that the receiver calls.</summary>
    TResult VisitObject<TContract>(TContract instance)
        where TContract : class;
}
