using System.Buffers;
using PeerRpc.Core.Links;

namespace PeerRpc.Core.Streams.Producers;

/// <summary>Sends the bytes of a source, a frame at a time; it is read only when there is room.</summary>
/// <param name="stream">The stream.</param>
/// <param name="source">Where the bytes come from. A result belongs to the call, and is disposed at its end.</param>
internal sealed class ByteProducer(OutgoingStream stream, Stream source) : IStreamProducer
{
    // From here on the array itself goes to the link. A shorter item is copied: it would waste most of its array.
    private const int SmallestGiven = LinkSender.LargestBulkFrame / 4;

    // What fits into one frame with its head.
    private int ReadSize => stream.Streams.Link.BulkFrame - StreamItemHead.MaxSize;

    public void Start() => _ = Production.RunAsync(stream, SendAsync, LetGoAsync);

    public void Abandon() => _ = LetGoAsync();

    private async Task SendAsync()
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(LinkSender.LargestBulkFrame);
        while (await stream.RoomAsync().ConfigureAwait(false))
        {
            ValueTask<int> read = source.ReadAsync(buffer.AsMemory(StreamItemHead.MaxSize, ReadSize), stream.Stopped);
            if (!read.IsCompleted)
                stream.Flush();
            int length = await read.ConfigureAwait(false);
            if (length == 0 || !Send(ref buffer, length))
                break;
        }
        // Not if the source threw: it might still be writing into it.
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private bool Send(ref byte[] buffer, int length)
    {
        if (length < SmallestGiven)
            return stream.Write(buffer.AsSpan(StreamItemHead.MaxSize, length));
        bool taken = stream.WriteRented(buffer, length);
        buffer = ArrayPool<byte>.Shared.Rent(LinkSender.LargestBulkFrame);
        return taken;
    }

    private async Task LetGoAsync()
    {
        try
        {
            // At the caller it is an argument, which stays the caller's.
            if (stream.Owner.Call is not null)
                await source.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // The reader has everything; that the source could not be closed is for the log.
            StreamLog.StopFailed(stream, exception);
        }
        stream.Owner.OnStreamEnded();
    }
}
