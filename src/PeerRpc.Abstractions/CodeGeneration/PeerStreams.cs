using System.ComponentModel;
using System.IO.Pipelines;
using PeerRpc.Serialization;

namespace PeerRpc.CodeGeneration;

/// <summary>
/// The codecs of what a method may carry besides values, and the results of methods that are called by reading them.
/// For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PeerStreams
{
    /// <summary>Carries items that the receiver pulls.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="items">Their codec.</param>
    /// <returns>The codec.</returns>
    public static PeerCodec<IAsyncEnumerable<T>> AsyncEnumerable<T>(PeerCodec<T> items) =>
        new AsyncEnumerableCodec<T>(items);

    /// <summary>Carries the result of a method that returns an observable itself: one subscription.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="items">Their codec.</param>
    /// <param name="options">What happens when the reader is too slow; null for the default.</param>
    /// <returns>The codec.</returns>
    public static PeerCodec<IObservable<T>> Subscription<T>(
        PeerCodec<T> items, StreamOptionsAttribute? options = null) =>
        new SubscriptionCodec<T>(items, options);

    /// <summary>
    /// Carries an observable in any other place: in a task, as an argument, as an item. The receiver subscribes to it
    /// as often as it likes.
    /// </summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="items">Their codec.</param>
    /// <param name="options">What happens when the reader is too slow; null for the default.</param>
    /// <returns>The codec.</returns>
    public static PeerCodec<IObservable<T>> Observable<T>(
        PeerCodec<T> items, StreamOptionsAttribute? options = null) =>
        new ObservableCodec<T>(items, options);

    /// <summary>Carries a progress, to which the receiver reports.</summary>
    /// <typeparam name="T">The type of the reports.</typeparam>
    /// <param name="items">Their codec.</param>
    /// <returns>The codec.</returns>
    public static PeerCodec<IProgress<T>> Progress<T>(PeerCodec<T> items) => new ProgressCodec<T>(items);

    /// <summary>Carries bytes that the receiver reads.</summary>
    /// <returns>The codec.</returns>
    public static PeerCodec<Stream> Stream() => new StreamCodec();

    /// <summary>Carries bytes that the receiver reads from a pipe.</summary>
    /// <returns>The codec.</returns>
    public static PeerCodec<PipeReader> PipeReader() => new PipeReaderCodec();

    /// <summary>Carries an object that the receiver calls.</summary>
    /// <typeparam name="TContract">Its contract.</typeparam>
    /// <returns>The codec.</returns>
    public static PeerCodec<TContract> LiveObject<TContract>()
        where TContract : class =>
        new LiveObjectCodec<TContract>();

    /// <summary>The result of a proxy's method whose call is the enumeration.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="call">Makes the call.</param>
    /// <param name="cancellationToken">Cancels every enumeration.</param>
    /// <returns>An enumerable that makes the call each time it is enumerated.</returns>
    public static IAsyncEnumerable<T> Cold<T>(
        Func<CancellationToken, Task<IAsyncEnumerable<T>>> call, CancellationToken cancellationToken = default) =>
        new ColdAsyncEnumerable<T>(call, cancellationToken);

    /// <summary>The result of a proxy's method whose call is the subscription.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="call">Makes the call.</param>
    /// <param name="cancellationToken">Cancels every subscription.</param>
    /// <returns>An observable that makes the call each time it is subscribed to.</returns>
    public static IObservable<T> Cold<T>(
        Func<CancellationToken, Task<IObservable<T>>> call, CancellationToken cancellationToken = default) =>
        new ColdObservable<T>(call, cancellationToken);
}
