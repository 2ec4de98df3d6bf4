using PeerRpc.Core.Streams;
using PeerRpc.Core.Streams.Consumers;
using PeerRpc.Core.Streams.Producers;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Attachments;

/// <summary>The attachments of one message: each becomes what the type of its value says, once.</summary>
internal sealed class MessageAttachments(
    IncomingStream[] announced, ILiveObjects objects, IAttachmentReaders readers) : IMessageAttachments
{
    private readonly bool[] _taken = new bool[announced.Length];

    public IAsyncEnumerable<T> TakeItems<T>(int index, PeerCodec<T> codec)
    {
        IncomingStream stream = Take(index);
        return new ItemReader<T>(stream, new ItemDecoder<T>(stream, codec, readers));
    }

    public IObservable<T> TakeSubscription<T>(int index, PeerCodec<T> codec)
    {
        IncomingStream stream = Take(index);
        return new RemoteSubscription<T>(stream, new ItemDecoder<T>(stream, codec, readers));
    }

    public IObservable<T> TakeObservable<T>(int index, PeerCodec<T> codec, StreamOptionsAttribute? options) =>
        objects.TakeObservable(Take(index), codec, options);

    public Stream TakeBytes(int index) => new ByteReader(Take(index));

    public IProgress<T> TakeProgress<T>(int index, PeerCodec<T> codec)
    {
        IncomingStream stream = Take(index);
        return new RemoteProgress<T>(stream.ToProgress(), codec);
    }

    public TContract TakeObject<TContract>(int index)
        where TContract : class =>
        objects.Take<TContract>(Take(index));

    public void ReleaseUntaken()
    {
        for (int i = 0; i < announced.Length; i++)
        {
            if (!_taken[i])
                announced[i].Release();
        }
    }

    public void ReleaseAll()
    {
        foreach (IncomingStream attachment in announced)
            attachment.Discard();
    }

    private IncomingStream Take(int index)
    {
        if ((uint)index >= (uint)announced.Length)
            throw new FormatException($"The value names attachment {index}, which the message does not carry.");
        if (_taken[index])
            throw new FormatException($"The value names attachment {index} twice.");
        _taken[index] = true;
        return announced[index];
    }
}
