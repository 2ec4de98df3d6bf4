namespace PeerRpc.Integration.Behaviours;

/// <summary>Peers and brokers that go away while streams are open.</summary>
public abstract class StreamDepartures<TTransport> : Conformance<TTransport>
    where TTransport : ITestTransport, new()
{
    private readonly Gate _third = new();
    private readonly Recorder<int> _seen;

    protected StreamDepartures() => _seen = new Recorder<int>(item =>
    {
        if (item == 2)
            _third.Open();
    });

    [Theory]
    [InlineData(StreamForm.Enumerable)]
    [InlineData(StreamForm.EnumerableInTask)]
    [InlineData(StreamForm.Observable)]
    [InlineData(StreamForm.ObservableInTask)]
    public async Task Caller_ThatLeaves_StopsTheProducerAndEndsItsOwnReader(StreamForm form)
    {
        var producer = new Producer(3);
        var flows = new Flows(producer.Items);
        await ServeAsync<IFlows>(flows);
        PeerClient client = await ConnectAsync();
        await client.Peer("callee").Controller<IFlows>().ReadAsync(form, _seen);
        await _third.WaitAsync();

        await client.DisposeAsync().WithinLimitAsync();

        await producer.Stopped.WaitAsync();
        if (form is StreamForm.Enumerable or StreamForm.Observable)
            await (await flows.Token.WaitAsync()).FiredAsync();
        await EndsAsAsync(PeerErrorCode.ConnectionLost);
    }

    [Fact]
    public async Task Caller_ThatLeaves_DisposesTheBytes()
    {
        var source = new WatchedStream(long.MaxValue);
        await ServeAsync<IFlows>(new Flows { OnBytes = () => source });
        PeerClient client = await ConnectAsync();
        Stream bytes = await client.Peer("callee").Controller<IFlows>().Bytes().WithinLimitAsync();

        await client.DisposeAsync().WithinLimitAsync();

        await source.Disposed.WaitAsync();
        await bytes.CopyToAsync(Stream.Null).FailsAsync(PeerErrorCode.ConnectionLost, Executed.Yes);
    }

    [Theory]
    [InlineData(StreamForm.Enumerable)]
    [InlineData(StreamForm.EnumerableInTask)]
    [InlineData(StreamForm.Observable)]
    [InlineData(StreamForm.ObservableInTask)]
    public async Task Callee_ThatLeaves_EndsTheReaderBehindTheItems(StreamForm form)
    {
        var producer = new Producer(3);
        PeerClient callee = await ServeAsync<IFlows>(new Flows(producer.Items));
        IFlows caller = await CallerAsync<IFlows>();
        await caller.ReadAsync(form, _seen);
        await _third.WaitAsync();

        await callee.DisposeAsync().WithinLimitAsync();

        var failure = Assert.IsType<PeerGoneException>(await EndsAsAsync(PeerErrorCode.PeerGone));
        Assert.NotEmpty(failure.CorrelationId);
        await producer.Stopped.WaitAsync();
    }

    [Fact]
    public async Task Callee_ThatLeaves_LeavesWhatHasCome()
    {
        var producer = new Producer(3);
        PeerClient callee = await ServeAsync<IFlows>(
            new Flows(producer.Items) { OnWork = (_, _) => Task.FromResult("") });
        IFlows caller = await CallerAsync<IFlows>();
        await using IAsyncEnumerator<int> items = caller.Items().GetAsyncEnumerator();
        Assert.True(await items.MoveNextAsync().WithinLimitAsync());
        // The items were written before the answer to this, and come before it.
        await producer.Emptied.WaitAsync();
        await caller.Work().WithinLimitAsync();

        await callee.DisposeAsync().WithinLimitAsync();

        Assert.True(await items.MoveNextAsync().WithinLimitAsync());
        Assert.True(await items.MoveNextAsync().WithinLimitAsync());
        Assert.Equal(2, items.Current);
        await items.MoveNextAsync().AsTask().FailsAsync(PeerErrorCode.PeerGone, Executed.Yes);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Caller_ThatLeaves_EndsWhoReadsItsArgument(bool observed)
    {
        await ServeAsync<IFlows>(ReadingArguments());
        var producer = new Producer(3);
        PeerClient client = await ConnectAsync();
        Task<int> call = Give(client, producer, observed);
        await _third.WaitAsync();

        await client.DisposeAsync().WithinLimitAsync();

        await call.FailsAsync(PeerErrorCode.ConnectionLost, Executed.Maybe);
        await EndsAsAsync(PeerErrorCode.PeerGone);
        await producer.Stopped.WaitAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Callee_ThatLeaves_StopsTheProducerOfItsArgument(bool observed)
    {
        PeerClient callee = await ServeAsync<IFlows>(ReadingArguments());
        var producer = new Producer(3);
        Task<int> call = Give(await ConnectAsync(), producer, observed);
        await _third.WaitAsync();

        await callee.DisposeAsync().WithinLimitAsync();

        await call.FailsAsync(PeerErrorCode.PeerGone, Executed.Maybe);
        await producer.Stopped.WaitAsync();
        await EndsAsAsync(PeerErrorCode.ConnectionLost);
    }

    [Theory]
    [InlineData(StreamForm.Enumerable)]
    [InlineData(StreamForm.ObservableInTask)]
    public async Task Broker_ThatStops_EndsBothSides(StreamForm form)
    {
        var producer = new Producer(3);
        await StartBrokerAsync(o => (o.PingAfter, o.DeadAfter) = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4)));
        await ServeAsync<IFlows>(new Flows(producer.Items));
        IFlows caller = await CallerAsync<IFlows>();
        await caller.ReadAsync(form, _seen);
        await _third.WaitAsync();

        await Broker.StopAsync().WithinLimitAsync();

        await EndsAsAsync(PeerErrorCode.ConnectionLost);
        await producer.Stopped.WaitAsync();
    }

    [Fact]
    public async Task Id_ThatIsGivenUp_EndsItsStreams()
    {
        var producer = new Producer(3);
        PeerClient callee = await ServeAsync<IFlows>(new Flows(producer.Items));
        IFlows caller = await CallerAsync<IFlows>();
        await caller.ReadAsync(StreamForm.Enumerable, _seen);
        await _third.WaitAsync();

        await callee.UnregisterPeerAsync("callee").WithinLimitAsync();

        await EndsAsAsync(PeerErrorCode.PeerGone);
        await producer.Stopped.WaitAsync();
    }

    private static Task<int> Give(PeerClient client, Producer producer, bool observed)
    {
        IFlows flows = client.Peer("callee").Controller<IFlows>();
        return observed ? flows.Observe(Flows.ToObservable(producer.Items())) : flows.Take(producer.Items());
    }

    private Flows ReadingArguments() => new()
    {
        OnTake = async (items, _) =>
        {
            await _seen.ReadAsync(items, CancellationToken.None);
            return 0;
        },
        OnObserve = async (values, _) =>
        {
            using IDisposable subscription = values.Subscribe(_seen);
            await _seen.EndAsync();
            return 0;
        },
    };

    private async Task<Exception?> EndsAsAsync(PeerErrorCode code)
    {
        var failure = Assert.IsAssignableFrom<PeerRpcException>(await _seen.EndAsync());
        Assert.Equal((code, Executed.Yes), (failure.Code, failure.Executed));
        Assert.Equal([0, 1, 2], _seen.Items);
        Assert.Equal(1, _seen.Ends);
        return failure;
    }
}
