using PeerRpc.Core.Serialization;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Streams.Consumers;

/// <summary>Reads the items of one stream, with what they carry besides.</summary>
/// <param name="stream">The stream.</param>
/// <param name="codec">The codec of the items.</param>
/// <param name="readers">Makes of what an item carries what its receiver gets.</param>
internal sealed class ItemDecoder<T>(IncomingStream stream, PeerCodec<T> codec, IAttachmentReaders readers)
{
    /// <summary>Reads an item and releases it.</summary>
    /// <exception cref="PeerRpcException">It cannot be read; the stream is released.</exception>
    public T Decode(in ReceivedItem item)
    {
        PayloadReader reader = PayloadReaderCache.Rent();
        IMessageAttachments? attachments = readers.Read(item.Attachments);
        try
        {
            if (!reader.TryBegin(item.Message.Bytes, attachments))
                throw new FormatException("The payload is malformed.");
            T value = reader.ReadValue(codec);
            reader.EnsureAllUsed();
            attachments?.ReleaseUntaken();
            return value;
        }
        catch (Exception exception)
        {
            // Whatever the codec or a converter throws, nothing can be made of this stream.
            attachments?.ReleaseAll();
            stream.Release();
            throw new PeerRpcException(
                PeerErrorCode.Internal,
                $"An item of {stream.Context.Method} could not be read: {exception.Message}",
                Executed.Yes, PeerErrorOrigin.Caller, exception)
            { CorrelationId = stream.Context.CorrelationId };
        }
        finally
        {
            PayloadReaderCache.Return(reader);
            item.Message.Release();
        }
    }
}
