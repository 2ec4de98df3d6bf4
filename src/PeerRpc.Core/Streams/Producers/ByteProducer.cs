using System.Buffers;

namespace PeerRpc.Core.Streams.Producers;

/// <summary>Sends the bytes of a source, a frame at a time; it is read only when there is room.</summary>
/// <param name="stream">The stream.</param>
/// <param name="source">Where the bytes come from. A result belongs to the call, and is disposed at its end.</param>
internal sealed class ByteProducer(OutgoingStream stream, Stream source) : IStreamProducer
{
    public void Start() => _ = Production.RunAsync(stream, SendAsync, LetGoAsync);

    public void Abandon() => _ = LetGoAsync();

    private async Task SendAsync()
    {
        byte[] buffer = RentFrame();
        while (await stream.RoomAsync().ConfigureAwait(false))
        {
            // What fits into one frame with its head.
            int size = Math.Min(buffer.Length, stream.Streams.Link.BulkFrame) - StreamItemHead.MaxSize;
            ValueTask<int> read = source.ReadAsync(buffer.AsMemory(StreamItemHead.MaxSize, size), stream.Stopped);
            if (!read.IsCompleted)
                stream.Flush();
            int length = await read.ConfigureAwait(false);
            if (length == 0)
                break;
            // A short item is copied: it would keep most of its array for nothing.
            bool sent = length < size / 2
                ? stream.Write(buffer.AsSpan(StreamItemHead.MaxSize, length))
                : WriteRented(ref buffer, length);
            if (!sent)
                break;
        }
        // Not if the source threw: it might still be writing into it.
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private bool WriteRented(ref byte[] buffer, int length)
    {
        bool taken = stream.WriteRented(buffer, length);
        buffer = RentFrame();
        return taken;
    }

    private byte[] RentFrame() => ArrayPool<byte>.Shared.Rent(stream.Streams.Link.BulkFrame);

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
