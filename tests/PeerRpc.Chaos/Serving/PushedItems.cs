using PeerRpc.Chaos.Contracts;

namespace PeerRpc.Chaos.Serving;

/// <summary>Pushes the items of a stream to whoever subscribes, from a thread of its own.</summary>
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
        _ = Task.Run(() => PushAsync(observer, stop), CancellationToken.None);
        return new Subscription(stop);
    }

    private async Task PushAsync(IObserver<Item> observer, CancellationTokenSource stop)
    {
        try
        {
            for (int i = 0; i < count; i++)
            {
                await ItemProducer.PauseAsync(i, stop.Token);
                stop.Token.ThrowIfCancellationRequested();
                executions.Recorder.Produced(stream, i);
                observer.OnNext(Item.Create(stream, i, bytes));
            }
            executions.Recorder.Closed(stream, StreamSide.Producer, StreamFate.Completed);
            observer.OnCompleted();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            executions.Recorder.Closed(stream, StreamSide.Producer, StreamFate.Cancelled);
        }
        finally
        {
            executions.End();
        }
    }

    private sealed class Subscription(CancellationTokenSource stop) : IDisposable
    {
        public void Dispose() => stop.Cancel();
    }
}
