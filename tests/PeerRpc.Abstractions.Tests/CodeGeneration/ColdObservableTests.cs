using PeerRpc.CodeGeneration;

namespace PeerRpc.Abstractions.Tests.CodeGeneration;

public class ColdObservableTests
{
    private readonly TaskCompletionSource<IObservable<int>> _answer = new();
    private readonly ColdSource _source = new();
    private readonly ColdWitness _observer = new();
    private readonly List<CancellationToken> _calls = [];

    [Fact]
    public void Subscribe_EachTime_MakesTheCall()
    {
        IObservable<int> cold = Cold();
        Assert.Empty(_calls);

        cold.Subscribe(_observer);
        cold.Subscribe(_observer);

        Assert.Equal(2, _calls.Count);
        Assert.Throws<ArgumentNullException>(() => cold.Subscribe(null!));
    }

    [Fact]
    public void Answer_IsSubscribedToAndPassedOn()
    {
        Cold().Subscribe(_observer);

        Answer();
        _source.Observer!.OnNext(1);
        _source.Observer.OnNext(2);
        _source.Observer.OnCompleted();
        _source.Observer.OnNext(3);

        Assert.Equal(["1", "2", "completed"], _observer.Told);
    }

    [Fact]
    public void Call_ThatFails_IsTheErrorOfTheSubscription()
    {
        Cold().Subscribe(_observer);

        Answer(new InvalidOperationException("no"));

        Assert.Equal(["no"], _observer.Told);
    }

    [Fact]
    public void Call_ThatThrowsInsteadOfGivingATask_IsTheErrorOfTheSubscription()
    {
        PeerStreams.Cold<int>((Func<CancellationToken, Task<IObservable<int>>>)
            (_ => throw new InvalidOperationException("no"))).Subscribe(_observer);

        Assert.Equal(["no"], _observer.Told);
    }

    [Fact]
    public void Stream_ThatCannotBeSubscribedTo_IsTheErrorOfTheSubscription()
    {
        _source.Failure = new InvalidOperationException("no");
        Cold().Subscribe(_observer);

        Answer();

        Assert.Equal(["no"], _observer.Told);
    }

    [Fact]
    public void Dispose_BeforeTheAnswer_CancelsTheCallAndTellsNothing()
    {
        IDisposable subscription = Cold().Subscribe(_observer);

        subscription.Dispose();
        Assert.True(_calls[0].IsCancellationRequested);
        Answer(new OperationCanceledException());

        Assert.Empty(_observer.Told);
    }

    [Fact]
    public void Dispose_WhileTheCallIsAnswered_EndsTheStreamThatCame()
    {
        IDisposable subscription = Cold().Subscribe(_observer);
        _source.WhenSubscribed = subscription.Dispose;

        Answer();

        Assert.Equal(1, _source.Disposals);
        _source.Observer!.OnNext(1);
        Assert.Empty(_observer.Told);
    }

    [Fact]
    public void Dispose_AfterTheAnswer_EndsTheStreamOnce()
    {
        IDisposable subscription = Cold().Subscribe(_observer);
        Answer();
        _source.Observer!.OnNext(1);

        subscription.Dispose();
        subscription.Dispose();

        _source.Observer.OnNext(2);
        _source.Observer.OnCompleted();
        Assert.Equal(1, _source.Disposals);
        Assert.Equal(["1"], _observer.Told);
    }

    [Fact]
    public void Dispose_InsideOnNext_EndsTheStream()
    {
        IDisposable? subscription = null;
        _observer.WhenNext = () => subscription!.Dispose();
        subscription = Cold().Subscribe(_observer);
        Answer();

        _source.Observer!.OnNext(1);
        _source.Observer.OnNext(2);

        Assert.Equal(["1"], _observer.Told);
        Assert.Equal(1, _source.Disposals);
    }

    [Fact]
    public async Task Dispose_FromAnotherThread_EndsTheStream()
    {
        IDisposable subscription = Cold().Subscribe(_observer);
        Answer();

        await Task.Run(subscription.Dispose).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(1, _source.Disposals);
    }

    [Fact]
    public void Token_OfTheMethod_EndsTheStreamWithAnError()
    {
        using var source = new CancellationTokenSource();
        Cold(source.Token).Subscribe(_observer);
        Answer();

        source.Cancel();
        _source.Observer!.OnNext(1);

        Assert.Equal(1, _source.Disposals);
        Assert.Equal(source.Token, Assert.IsType<OperationCanceledException>(_observer.Error).CancellationToken);
        Assert.Single(_observer.Told);
    }

    [Fact]
    public void Token_ThatFiresBeforeTheAnswer_CancelsTheCallAndTellsOnce()
    {
        using var source = new CancellationTokenSource();
        Cold(source.Token).Subscribe(_observer);

        source.Cancel();
        Assert.True(_calls[0].IsCancellationRequested);
        Answer(new OperationCanceledException());

        Assert.Single(_observer.Told);
    }

    [Fact]
    public void Token_ThatHadFired_IsToldOnce()
    {
        Cold(new CancellationToken(canceled: true)).Subscribe(_observer);
        Answer();

        Assert.IsType<OperationCanceledException>(_observer.Error);
        Assert.Single(_observer.Told);
    }

    [Fact]
    public void Token_ThatFiresWhenTheStreamIsOver_TellsNothing()
    {
        using var source = new CancellationTokenSource();
        Cold(source.Token).Subscribe(_observer);
        Answer();
        _source.Observer!.OnCompleted();

        source.Cancel();

        Assert.Equal(["completed"], _observer.Told);
    }

    [Fact]
    public void Observer_ThatThrows_IsToldNothingMore()
    {
        using var source = new CancellationTokenSource();
        _observer.WhenNext = () => throw new InvalidOperationException("mine");
        Cold(source.Token).Subscribe(_observer);
        Answer();

        // Whoever brings the item learns of it, logs it and ends the stream.
        Assert.Throws<InvalidOperationException>(() => _source.Observer!.OnNext(1));
        source.Cancel();
        _source.Observer!.OnNext(2);

        Assert.Equal(["1"], _observer.Told);
    }

    [Fact]
    public void DroppedItems_AreThoseOfTheStream()
    {
        var subscription = (IPeerSubscription)Cold().Subscribe(_observer);
        Assert.Equal(0, subscription.DroppedItems);

        Answer();

        Assert.Equal(ColdSource.Dropped, subscription.DroppedItems);
        subscription.Dispose();
        Assert.Equal(ColdSource.Dropped, subscription.DroppedItems);
    }

    // Without the test runner's context, what waits for the answer runs at once.
    private void Answer(Exception? error = null)
    {
        SynchronizationContext? context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        if (error is null)
            _answer.SetResult(_source);
        else
            _answer.SetException(error);
        SynchronizationContext.SetSynchronizationContext(context);
    }

    private IObservable<int> Cold(CancellationToken cancellationToken = default) => PeerStreams.Cold<int>(
        token =>
        {
            _calls.Add(token);
            return _answer.Task;
        },
        cancellationToken);
}
