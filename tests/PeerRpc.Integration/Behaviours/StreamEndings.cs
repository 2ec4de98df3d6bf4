using System.Reactive.Threading.Tasks;

namespace PeerRpc.Integration.Behaviours;

/// <summary>How the streams of results end, and that whoever produces them is stopped.</summary>
public abstract class StreamEndings<TTransport> : Conformance<TTransport>
    where TTransport : ITestTransport, new()
{
    private const int ProducerFailed = 104;
    private const int ObserverFailed = 106;

    private readonly RecordingLoggerFactory _log = new();
    private Flows? _flows;

    [Theory]
    [InlineData(StreamForm.Enumerable)]
    [InlineData(StreamForm.EnumerableInTask)]
    [InlineData(StreamForm.Observable)]
    [InlineData(StreamForm.ObservableInTask)]
    public async Task Undeclared_ExceptionOfTheProducer_IsInternalBehindTheItems(StreamForm form)
    {
        IFlows caller = await StartAsync(new Producer(5, new InvalidOperationException("secret")));
        var recorder = new Recorder<int>();

        await caller.ReadAsync(form, recorder);

        var failure = Assert.IsType<PeerRpcException>(await recorder.EndAsync());
        Assert.Equal((PeerErrorCode.Internal, Executed.Yes), (failure.Code, failure.Executed));
        Assert.Equal(PeerErrorOrigin.CalleeCode, failure.Origin);
        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(0, 5), recorder.Items);
        LogEntry entry = Assert.Single(_log.Entries, entry => entry.Id == ProducerFailed);
        Assert.Equal("secret", entry.Exception!.Message);
        Assert.NotEmpty(failure.CorrelationId);
        Assert.Contains(failure.CorrelationId, entry.Message, StringComparison.Ordinal);
        Assert.Equal(1, recorder.Ends);
    }

    [Theory]
    [InlineData(StreamForm.Enumerable)]
    [InlineData(StreamForm.EnumerableInTask)]
    [InlineData(StreamForm.Observable)]
    [InlineData(StreamForm.ObservableInTask)]
    public async Task Declared_ErrorOfTheProducer_ArrivesWithItsDataBehindTheItems(StreamForm form)
    {
        var muted = new Muted("op", DateTimeOffset.UnixEpoch);
        IFlows caller = await StartAsync(new Producer(5, new PeerApplicationException<Muted>(muted, "You are muted.")));
        var recorder = new Recorder<int>();

        await caller.ReadAsync(form, recorder);

        var failure = Assert.IsType<PeerApplicationException<Muted>>(await recorder.EndAsync());
        Assert.Equal((muted, "muted", "You are muted."), (failure.Detail, failure.ErrorCode, failure.Message));
        Assert.Equal((Executed.Yes, PeerErrorOrigin.CalleeCode), (failure.Executed, failure.Origin));
        Assert.Equal(Enumerable.Range(0, 5), recorder.Items);
        Assert.Equal(1, recorder.Ends);
    }

    [Fact]
    public async Task Method_ThatThrowsBeforeItReturnsAStream_FailsAsACall()
    {
        await ServeAsync<IFlows>(new Flows(_ => throw new PeerApplicationException<Muted>(new Muted("op", default)))
        {
            OnValues = _ => throw new InvalidOperationException("secret"),
        });
        IFlows caller = await CallerAsync<IFlows>();

        PeerRpcException declared = await caller.Items().ToListAsync().AsTask()
            .FailsAsync(PeerErrorCode.ApplicationError, Executed.Yes, PeerErrorOrigin.CalleeCode);
        Assert.IsType<PeerApplicationException<Muted>>(declared);
        await caller.ItemsLater().FailsAsync(PeerErrorCode.ApplicationError, Executed.Yes);
        PeerRpcException undeclared = await caller.Values().ToTask()
            .FailsAsync(PeerErrorCode.Internal, Executed.Yes, PeerErrorOrigin.CalleeCode);
        Assert.DoesNotContain("secret", undeclared.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Method_ThatReturnsNull_IsInternalWhereTheCallIsTheReading()
    {
        await ServeAsync<IFlows>(new Flows(_ => null!) { OnValues = _ => null!, OnBytes = () => null! });
        IFlows caller = await CallerAsync<IFlows>();

        await caller.Items().ToListAsync().AsTask().FailsAsync(PeerErrorCode.Internal, Executed.Yes);
        await caller.Values().ToTask().FailsAsync(PeerErrorCode.Internal, Executed.Yes);
        // In a task it is a value like any other.
        Assert.Null(await caller.ItemsLater().WithinLimitAsync());
        Assert.Null(await caller.Bytes().WithinLimitAsync());
    }

    [Theory]
    [InlineData(StreamForm.Enumerable)]
    [InlineData(StreamForm.EnumerableInTask)]
    public async Task Enumeration_LeftEarly_StopsTheProducer(StreamForm form)
    {
        var producer = new Producer(int.MaxValue);
        IFlows caller = await StartAsync(producer);
        IAsyncEnumerable<int> items =
            form == StreamForm.Enumerable ? caller.Items() : await caller.ItemsLater().WithinLimitAsync();

        await foreach (int item in items)
        {
            if (item == 3)
                break;
        }

        await producer.Stopped.WaitAsync();
        await TokenFiredAsync(producer, form == StreamForm.Enumerable);
    }

    [Theory]
    [InlineData(StreamForm.Observable)]
    [InlineData(StreamForm.ObservableInTask)]
    public async Task Subscription_Disposed_StopsTheProducer(StreamForm form)
    {
        var producer = new Producer(1);
        IFlows caller = await StartAsync(producer);
        var first = new Gate();
        var recorder = new Recorder<int>(_ => first.Open());
        IDisposable subscription = await caller.ReadAsync(form, recorder);
        await first.WaitAsync();

        subscription.Dispose();

        await producer.Stopped.WaitAsync();
        await TokenFiredAsync(producer, form == StreamForm.Observable);
        Assert.Equal(0, recorder.Ends);
    }

    [Fact]
    public async Task Subscription_DisposedBeforeTheAnswer_StopsTheProducer()
    {
        var producer = new Producer(1);
        IFlows caller = await StartAsync(producer);
        var recorder = new Recorder<int>();

        caller.Values().Subscribe(recorder).Dispose();

        // The call may have been cancelled before it ran at all; the next one runs behind it in any case.
        await caller.Items().FirstAsync().AsTask().WithinLimitAsync();
        await producer.AllStoppedAsync();
        Assert.Equal((0, 0), (recorder.Ends, recorder.Items.Count));
    }

    [Fact]
    public async Task Bytes_Disposed_StopAndDisposeTheSource()
    {
        var source = new WatchedStream(long.MaxValue);
        await ServeAsync<IFlows>(new Flows { OnBytes = () => source });
        IFlows caller = await CallerAsync<IFlows>();
        Stream bytes = await caller.Bytes().WithinLimitAsync();
        await bytes.ReadExactlyAsync(new byte[1000]).WithinLimitAsync();

        await bytes.DisposeAsync();

        await source.Disposed.WaitAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => bytes.ReadAsync(new byte[1]).AsTask());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Token_OfTheMethodOrTheEnumeration_EndsBothSides(bool ofMethod)
    {
        var producer = new Producer(3);
        IFlows caller = await StartAsync(producer);
        using var source = new CancellationTokenSource();
        using var other = new CancellationTokenSource();
        var third = new Gate();
        var recorder = new Recorder<int>(item => { if (item == 2) third.Open(); });
        Task reading = recorder.ReadAsync(
            caller.Items(ofMethod ? source.Token : other.Token), ofMethod ? other.Token : source.Token);
        await third.WaitAsync();

        await source.CancelAsync();

        await reading.WithinLimitAsync();
        var failure = Assert.IsType<PeerCallCanceledException>(await recorder.EndAsync());
        Assert.Equal((PeerErrorCode.Cancelled, Executed.Yes), (failure.Code, failure.Executed));
        Assert.Equal([0, 1, 2], recorder.Items);
        await producer.Stopped.WaitAsync();
    }

    [Fact]
    public async Task Token_OfASubscription_EndsBothSides()
    {
        var producer = new Producer(1);
        IFlows caller = await StartAsync(producer);
        using var source = new CancellationTokenSource();
        var first = new Gate();
        var recorder = new Recorder<int>(_ => first.Open());
        caller.Values(source.Token).Subscribe(recorder);
        await first.WaitAsync();

        await source.CancelAsync();

        Assert.IsAssignableFrom<OperationCanceledException>(await recorder.EndAsync());
        await producer.Stopped.WaitAsync();
        Assert.Equal(1, recorder.Ends);
    }

    [Fact]
    public async Task Token_OfAnEnumerationInATask_EndsBothSides()
    {
        var producer = new Producer(1);
        IFlows caller = await StartAsync(producer);
        using var source = new CancellationTokenSource();
        var first = new Gate();
        var recorder = new Recorder<int>(_ => first.Open());
        Task reading = recorder.ReadAsync(await caller.ItemsLater().WithinLimitAsync(), source.Token);
        await first.WaitAsync();

        await source.CancelAsync();

        await reading.WithinLimitAsync();
        var failure = Assert.IsType<PeerCallCanceledException>(await recorder.EndAsync());
        Assert.Equal(source.Token, failure.CancellationToken);
        await producer.Stopped.WaitAsync();
    }

    [Theory]
    [InlineData(StreamForm.Observable)]
    [InlineData(StreamForm.ObservableInTask)]
    public async Task Observer_ThatThrows_IsLoggedAndEndsItsSubscription(StreamForm form)
    {
        var producer = new Producer(3);
        await ServeAsync<IFlows>(new Flows(producer.Items));
        IFlows caller = await CallerAsync<IFlows>(configure: o => o.LoggerFactory = _log);
        var recorder = new Recorder<int>(_ => throw new InvalidOperationException("mine"));

        await caller.ReadAsync(form, recorder);

        await producer.Stopped.WaitAsync();
        Assert.Equal("mine", Assert.Single(_log.Entries, entry => entry.Id == ObserverFailed).Exception!.Message);
        Assert.Equal([0], recorder.Items);
        Assert.Equal(0, recorder.Ends);
    }

    private async Task TokenFiredAsync(Producer producer, bool ofMethod) =>
        await (ofMethod ? await _flows!.Token.WaitAsync() : await producer.Entered.WaitAsync()).FiredAsync();

    private async Task<IFlows> StartAsync(Producer producer)
    {
        _flows = new Flows(producer.Items);
        await ServeAsync<IFlows>(_flows, configure: o => o.LoggerFactory = _log);
        return await CallerAsync<IFlows>();
    }
}
