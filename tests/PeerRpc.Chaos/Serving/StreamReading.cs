using PeerRpc.Chaos.Contracts;

namespace PeerRpc.Chaos.Serving;

/// <summary>Reads streams, and writes the history of it.</summary>
internal static class StreamReading
{
    private const int BufferBytes = 32 * 1024;

    /// <summary>Reads items to the end, or some of them.</summary>
    /// <param name="recorder">Where the history goes.</param>
    /// <param name="stream">The stream, which has been opened.</param>
    /// <param name="items">What is read.</param>
    /// <param name="most">How many are wanted.</param>
    /// <returns>How it ended, without an error.</returns>
    public static async Task<StreamFate> ReadAsync(
        HistoryRecorder recorder, long stream, IAsyncEnumerable<Item> items, int most)
    {
        StreamFate fate = StreamFate.Completed;
        try
        {
            int read = 0;
            await foreach (Item item in items)
            {
                Take(recorder, stream, item);
                if (++read < most)
                    continue;
                fate = StreamFate.Cancelled;
                break;
            }
        }
        catch (Exception exception)
        {
            // The history tells how; whoever reads decides what to do about it.
            Break(recorder, stream, exception);
            throw;
        }
        recorder.Closed(stream, StreamSide.Reader, fate);
        return fate;
    }

    /// <summary>Reads bytes to the end.</summary>
    public static async Task ReadAsync(
        HistoryRecorder recorder, long stream, Stream content, CancellationToken cancellationToken = default)
    {
        byte[] buffer = new byte[BufferBytes];
        long place = 0;
        long hash = 0;
        try
        {
            while (await content.ReadAsync(buffer, cancellationToken) is > 0 and int count)
            {
                if (!Pattern.Matches(stream, place, buffer.AsSpan(0, count)))
                    recorder.ContentWrong(stream);
                place += count;
                hash = Pattern.Hash(hash, buffer.AsSpan(0, count));
                recorder.ConsumedBytes(stream, place, hash);
            }
        }
        catch (Exception exception)
        {
            // As above.
            Break(recorder, stream, exception);
            throw;
        }
        recorder.Closed(stream, StreamSide.Reader, StreamFate.Completed);
    }

    /// <summary>An item has come.</summary>
    public static void Take(HistoryRecorder recorder, long stream, Item item)
    {
        if (!item.IsOf(stream))
            recorder.ContentWrong(stream);
        recorder.Consumed(stream, item.Index);
    }

    /// <summary>The reader has got an error.</summary>
    public static void Break(HistoryRecorder recorder, long stream, Exception exception)
    {
        if (exception is PeerRpcException error)
            recorder.Broken(stream, StreamSide.Reader, error.Code, error.Executed);
        else
            recorder.Closed(stream, StreamSide.Reader, StreamFate.Cancelled);
    }
}
