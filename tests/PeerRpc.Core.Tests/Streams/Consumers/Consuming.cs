using PeerRpc.Core.Attachments;
using PeerRpc.Core.Objects;
using PeerRpc.Core.Streams;
using PeerRpc.Core.Streams.Consumers;
using PeerRpc.Core.Tests.Calls;
using PeerRpc.TestKit;

namespace PeerRpc.Core.Tests.Streams.Consumers;

/// <summary>Makes what reads items.</summary>
internal static class Consuming
{
    public static ItemDecoder<T> Decoder<T>(IncomingStream stream) =>
        new(stream, RawEnd.Serializer.GetCodec<T>(), Readers(stream.Streams));

    public static AttachmentReaders Readers(StreamTable streams) => new(Objects(streams));

    public static LiveObjects Objects(StreamTable streams) =>
        new(streams, TestEnds.Services(RawEnd.Serializer, new ManualClock()), "other");
}
