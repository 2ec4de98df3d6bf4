using System.Runtime.CompilerServices;

namespace PeerRpc.Core.Streams.Consumers;

/// <summary>The items of another peer, once.</summary>
/// <remarks>An item is asked for with each step. Whoever drops it without a word is noticed.</remarks>
internal sealed class ItemReader<T>(IncomingStream stream, ItemDecoder<T> decoder)
    : IAsyncEnumerable<T>, IAsyncEnumerator<T>
{
    private readonly AbandonmentGuard _guard = new(stream, stream.Work);
    private CancellationToken _cancellationToken;
    private int _enumerated;
    private T? _current;

    public T Current => _current!;

    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _enumerated, 1) != 0)
        {
            throw new InvalidOperationException(
                "The items of a stream can be enumerated once. Call the method again, or keep the items in a list.");
        }
        _cancellationToken = cancellationToken;
        return this;
    }

    public ValueTask<bool> MoveNextAsync()
    {
        if (_cancellationToken.IsCancellationRequested)
            return ValueTask.FromException<bool>(Cancelled());
        switch (stream.TryRead(out ReceivedItem item))
        {
            case StreamRead.Item:
                _current = decoder.Decode(item);
                return new ValueTask<bool>(true);
            case StreamRead.End:
                return stream.GetError() is { } error ? ValueTask.FromException<bool>(error) : default;
            default:
                return WaitAsync();
        }
    }

    public ValueTask DisposeAsync()
    {
        _guard.Disarm();
        stream.Release();
        return default;
    }

    // The pooling builder, because items that come one by one each wait here.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> WaitAsync()
    {
        try
        {
            await stream.WaitAsync(_cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw Cancelled();
        }
        return await MoveNextAsync().ConfigureAwait(false);
    }

    private PeerCallCanceledException Cancelled() => new(
        $"The enumeration of {stream.Context.Method} was cancelled.", Executed.Yes, stream.Context.CorrelationId,
        _cancellationToken);
}
