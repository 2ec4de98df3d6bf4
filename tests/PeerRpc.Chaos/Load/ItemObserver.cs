using PeerRpc.Chaos.Contracts;
using PeerRpc.Chaos.Serving;

namespace PeerRpc.Chaos.Load;

/// <summary>Observes a stream of items, as many as it wants, and writes the history of it.</summary>
internal sealed class ItemObserver(HistoryRecorder recorder, Ticket ticket, long stream, int wanted) : IObserver<Item>
{
    private readonly Lock _gate = new(); // guards everything below: no item is written behind the end
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IPeerSubscription? _subscription;
    private int _taken;
    private bool _isOver;

    /// <summary>Completes with the stream.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Takes the subscription, which may have ended already.</summary>
    public void Hold(IDisposable subscription)
    {
        bool stop;
        lock (_gate)
        {
            _subscription = (IPeerSubscription)subscription;
            stop = !_isOver && _taken >= wanted;
        }
        if (stop)
            Stop();
    }

    public void OnNext(Item value)
    {
        bool stop;
        lock (_gate)
        {
            if (_isOver)
                return;
            StreamReading.Take(recorder, stream, value);
            stop = ++_taken >= wanted && _subscription is not null;
        }
        if (stop)
            Stop();
    }

    public void OnCompleted() => End(() =>
    {
        recorder.Closed(stream, StreamSide.Reader, StreamFate.Completed, Dropped);
        recorder.Succeeded(ticket.Call, ticket.Value);
    });

    public void OnError(Exception error) => End(() =>
    {
        StreamReading.Break(recorder, stream, error);
        if (!Outcomes.TryRecord(recorder, ticket.Call, error))
            throw new InvalidOperationException("An observable ended with an unknown error.", error);
    });

    private long Dropped => _subscription?.DroppedItems ?? 0;

    private void Stop()
    {
        _subscription!.Dispose();
        End(() =>
        {
            recorder.Closed(stream, StreamSide.Reader, StreamFate.Cancelled, Dropped);
            recorder.Succeeded(ticket.Call, ticket.Value);
        });
    }

    private void End(Action record)
    {
        lock (_gate)
        {
            // A stream that ends while it is disposed of is over already. A second end of its own accord is written
            // down, for the checker to find.
            if (_isOver && _taken >= wanted)
                return;
            _isOver = true;
            record();
        }
        _ended.TrySetResult();
    }
}
