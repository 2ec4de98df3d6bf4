namespace PeerRpc.Serialization;

/// <summary>The attachments of one message that has been received; each can be taken once.</summary>
/// <remarks>The methods throw <see cref="FormatException"/> for one that is not there or was taken already.</remarks>
internal interface IReceivedAttachments
{
    IAsyncEnumerable<T> TakeItems<T>(int index, PeerCodec<T> codec);

    IObservable<T> TakeSubscription<T>(int index, PeerCodec<T> codec);

    IObservable<T> TakeObservable<T>(int index, PeerCodec<T> codec, StreamOptionsAttribute? options);

    Stream TakeBytes(int index);

    IProgress<T> TakeProgress<T>(int index, PeerCodec<T> codec);

    TContract TakeObject<TContract>(int index)
        where TContract : class;
}
