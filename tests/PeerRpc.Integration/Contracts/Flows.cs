using System.Reactive.Linq;

namespace PeerRpc.Integration.Contracts;

/// <summary>Produces and consumes as the test says. What it does not say is not called.</summary>
internal sealed class Flows(Func<CancellationToken, IAsyncEnumerable<int>>? items = null) : IFlows
{
    private readonly Func<CancellationToken, IAsyncEnumerable<int>> _items =
        items ?? (_ => throw new InvalidOperationException("The test has said nothing."));

    /// <summary>The token of the first call that has one of its own.</summary>
    public Signal<CancellationToken> Token { get; } = new();

    public Func<CancellationToken, IObservable<int>>? OnValues { get; init; }

    public Func<IAsyncEnumerable<byte[]>>? OnBlocks { get; init; }

    public Func<IAsyncEnumerable<IAsyncEnumerable<int>>>? OnRows { get; init; }

    public Func<Stream>? OnBytes { get; init; }

    public Func<IAsyncEnumerable<int>, CancellationToken, Task<int>>? OnTake { get; init; }

    public Func<IObservable<int>, CancellationToken, Task<int>>? OnObserve { get; init; }

    public Func<Stream, CancellationToken, Task<int>>? OnRead { get; init; }

    public Func<IProgress<int>?, CancellationToken, Task<string>>? OnWork { get; init; }

    public IAsyncEnumerable<int> Items(CancellationToken cancellationToken)
    {
        Token.Set(cancellationToken);
        return _items(cancellationToken);
    }

    // Without a token of its own: what stops the producer is the one that it is enumerated with.
    public Task<IAsyncEnumerable<int>> ItemsLater() => Task.FromResult(_items(default));

    public IObservable<int> Values(CancellationToken cancellationToken)
    {
        Token.Set(cancellationToken);
        return Produce(cancellationToken);
    }

    public Task<IObservable<int>> Source() =>
        Task.FromResult(Produce(default));

    public IAsyncEnumerable<byte[]> Blocks() => OnBlocks!();

    public IAsyncEnumerable<IAsyncEnumerable<int>> Rows() => OnRows!();

    public Task<Stream> Bytes() => Task.FromResult(OnBytes!());

    public Task<int> Take(IAsyncEnumerable<int> items, CancellationToken cancellationToken) =>
        OnTake!(items, cancellationToken);

    public Task<int> Observe(IObservable<int> values, CancellationToken cancellationToken) =>
        OnObserve!(values, cancellationToken);

    public Task<int> Read(Stream bytes, CancellationToken cancellationToken) => OnRead!(bytes, cancellationToken);

    public IAsyncEnumerable<int> Pass(IAsyncEnumerable<int> items) => items;

    public Task<int> Ping() => Task.FromResult(1);

    public Task<string> Work(IProgress<int>? progress, CancellationToken cancellationToken) =>
        OnWork!(progress, cancellationToken);

    private IObservable<int> Produce(CancellationToken cancellationToken) =>
        OnValues is null ? ToObservable(_items(cancellationToken)) : OnValues(cancellationToken);

    /// <summary>The same items for each subscriber, until it disposes.</summary>
    public static IObservable<int> ToObservable(IAsyncEnumerable<int> items) =>
        Observable.Create<int>(async (observer, cancellationToken) =>
        {
            // Whoever subscribes has a subscription to dispose before the first item comes.
            await Task.Yield();
            await foreach (int item in items.WithCancellation(cancellationToken))
            {
                observer.OnNext(item);
                cancellationToken.ThrowIfCancellationRequested();
            }
        });
}
