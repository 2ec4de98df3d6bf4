using PeerRpc.Simulations.Contracts;

namespace PeerRpc.Simulations.Serving;

/// <summary>Pushes the items of a stream to whoever subscribes.</summary>
/// <param name="executions">Counts it while it pushes.</param>
/// <param name="call">The call that the stream belongs to.</param>
/// <param name="stream">The stream.</param>
/// <param name="count">How many items.</param>
/// <param name="bytes">How large the payload of each is.</param>
/// <param name="mayDrop">Whether the contract lets items be dropped.</param>
internal sealed class PushedItems(
    Executions executions, long call, long stream, int count, int bytes, bool mayDrop) : IObservable<Item>
{
    public IDisposable Subscribe(IObserver<Item> observer)
    {
        var stop = new CancellationTokenSource();
        executions.Begin();
        executions.Recorder.Opened(stream, call, StreamSide.Producer, mayDrop);
        _ = PushAsync(observer, stop.Token);
        return new Subscription(stop);
    }

    private async Task PushAsync(IObserver<Item> observer, CancellationToken stop)
    {
        StreamFate fate = StreamFate.Cancelled;
        try
        {
            // Behind Subscribe, as a source does that has other things to do.
            await VirtualDelay.WaitAsync(executions.Time, TimeSpan.FromMilliseconds(1), stop);
            for (int i = 0; i < count; i++)
            {
                await ItemProducer.PauseAsync(executions, stop);
                stop.ThrowIfCancellationRequested();
                executions.Recorder.Produced(stream, i);
                observer.OnNext(Item.Create(stream, i, bytes));
            }
            fate = StreamFate.Completed;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Nobody wants the rest.
        }
        executions.Recorder.Closed(stream, StreamSide.Producer, fate);
        executions.End();
        if (fate == StreamFate.Completed)
            observer.OnCompleted();
    }

    private sealed class Subscription(CancellationTokenSource stop) : IDisposable
    {
        public void Dispose() => stop.Cancel();
    }
}
