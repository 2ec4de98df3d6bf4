using PeerRpc.Simulations.Contracts;

namespace PeerRpc.Simulations.Serving;

/// <summary>Observes a stream of items, as many as it wants, and writes the history of it.</summary>
/// <param name="recorder">Where the history goes.</param>
/// <param name="stream">The stream, which has been opened.</param>
/// <param name="wanted">How many items.</param>
internal sealed class ItemObserver(HistoryRecorder recorder, long stream, int wanted) : IObserver<Item>
{
    private readonly TaskCompletionSource<Exception?> _ended = new();
    private IPeerSubscription? _subscription;
    private int _taken;
    private bool _stopped;

    /// <summary>Completes with the stream, with the error if it has failed.</summary>
    public Task<Exception?> Ended => _ended.Task;

    /// <summary>Takes the subscription, which may have ended already.</summary>
    public void Hold(IDisposable subscription)
    {
        _subscription = (IPeerSubscription)subscription;
        StopIfEnough();
    }

    public void OnNext(Item value)
    {
        StreamReading.Take(recorder, stream, value);
        _taken++;
        StopIfEnough();
    }

    public void OnCompleted()
    {
        recorder.Closed(stream, StreamSide.Reader, StreamFate.Completed, Dropped);
        _ended.TrySetResult(null);
    }

    public void OnError(Exception error)
    {
        StreamReading.Break(recorder, stream, error);
        _ended.TrySetResult(error);
    }

    private long Dropped => _subscription?.DroppedItems ?? 0;

    private void StopIfEnough()
    {
        if (_stopped || _taken < wanted || _subscription is null || _ended.Task.IsCompleted)
            return;
        _stopped = true;
        recorder.Closed(stream, StreamSide.Reader, StreamFate.Cancelled, Dropped);
        _subscription.Dispose();
        _ended.TrySetResult(null);
    }
}
