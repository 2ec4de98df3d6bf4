namespace PeerRpc.Core.Streams.Producers;

/// <summary>Sends the items of an enumerable: each is asked for only when there is room for it.</summary>
internal sealed class EnumerableProducer<T>(OutgoingStream stream, IAsyncEnumerable<T> source, ItemWriter<T> writer)
    : IStreamProducer
{
    public void Start() => _ = RunAsync();

    // It was never enumerated, so there is nothing to let go of.
    public void Abandon() => stream.Owner.OnStreamEnded();

    private async Task RunAsync()
    {
        PeerCall.Current = stream.Owner.Call;
        try
        {
            await SendAsync().ConfigureAwait(false);
            stream.End(StreamOutcome.Completed);
        }
        catch (Exception exception)
        {
            // Whatever the source throws is an outcome: it becomes a fault, and an undeclared one is logged.
            stream.Fail(exception);
        }
        stream.Owner.OnStreamEnded();
    }

    private async Task SendAsync()
    {
        IAsyncEnumerator<T> items = source.GetAsyncEnumerator(stream.Stopped);
        await using (items.ConfigureAwait(false))
        {
            while (await stream.RoomAsync().ConfigureAwait(false))
            {
                ValueTask<bool> next = items.MoveNextAsync();
                if (!next.IsCompleted)
                    stream.Flush();
                if (!await next.ConfigureAwait(false) || !writer.Write(items.Current))
                    return;
            }
        }
    }
}
