namespace PeerRpc.Core.Streams.Producers;

/// <summary>Sends the items of an enumerable: each is asked for only when there is room for it.</summary>
internal sealed class EnumerableProducer<T>(OutgoingStream stream, IAsyncEnumerable<T> source, ItemWriter<T> writer)
    : IStreamProducer
{
    public void Start() => _ = Production.RunAsync(stream, SendAsync, LetGoAsync);

    public void Abandon() => LetGoAsync();

    // What was enumerated has been let go of by whoever did; otherwise there is nothing.
    private Task LetGoAsync()
    {
        stream.Owner.OnStreamEnded();
        return Task.CompletedTask;
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
