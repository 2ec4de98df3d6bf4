namespace PeerRpc;

/// <summary>
/// What <c>Subscribe</c> returns for an observable of another peer. Disposing it ends the stream on both sides.
/// </summary>
/// <remarks>
/// Operators of System.Reactive return subscriptions of their own; subscribe to the proxy's observable itself to get
/// this one. After <see cref="IDisposable.Dispose"/> has returned no further item is given to the observer; an
/// <c>OnNext</c> that is running on another thread at that moment may still be finishing.
/// </remarks>
public interface IPeerSubscription : IDisposable
{
    /// <summary>
    /// How many items the producer has dropped so far because this reader was too slow (see
    /// <see cref="StreamOverflow"/>); told with the item that follows the gap. May be read from any thread.
    /// </summary>
    long DroppedItems { get; }
}
