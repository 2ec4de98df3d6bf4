using System.Reactive.Linq;
using System.Reactive.Subjects;

namespace PeerRpc.Integration.Behaviours;

/// <summary>How the streams of arguments end, on both sides.</summary>
public abstract class ArgumentStreams<TTransport> : Conformance<TTransport>
    where TTransport : ITestTransport, new()
{
    private const int ProducerFailed = 104;

    private readonly Recorder<int> _seen;
    private readonly Gate _first = new();
    private readonly Gate _return = new();

    protected ArgumentStreams() => _seen = new Recorder<int>(_ => _first.Open());

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Undeclared_ExceptionOfTheProducer_IsInternalForWhoReadsIt(bool observed)
    {
        using var log = new RecordingLoggerFactory();
        IFlows caller = await StartAsync(o => o.LoggerFactory = log);
        var producer = new Producer(5, new InvalidOperationException("secret"));

        Task<int> call = Give(caller, producer, observed);

        var failure = Assert.IsType<PeerRpcException>(await _seen.EndAsync());
        Assert.Equal((PeerErrorCode.Internal, Executed.Yes), (failure.Code, failure.Executed));
        Assert.Equal(PeerErrorOrigin.Caller, failure.Origin);
        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(0, 5), _seen.Items);
        LogEntry entry = Assert.Single(log.Entries, entry => entry.Id == ProducerFailed);
        Assert.Equal("secret", entry.Exception!.Message);
        _return.Open();
        Assert.Equal(5, await call.WithinLimitAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Declared_ErrorOfTheProducer_ArrivesWithItsData(bool observed)
    {
        IFlows caller = await StartAsync();
        var muted = new Muted("op", DateTimeOffset.UnixEpoch);

        Task<int> call = Give(caller, new Producer(5, new PeerApplicationException<Muted>(muted)), observed);

        var failure = Assert.IsType<PeerApplicationException<Muted>>(await _seen.EndAsync());
        Assert.Equal((muted, Executed.Yes), (failure.Detail, failure.Executed));
        Assert.Equal(Enumerable.Range(0, 5), _seen.Items);
        _return.Open();
        await call.WithinLimitAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancelled_Call_StopsTheProducerAndEndsWhoReadsIt(bool observed)
    {
        IFlows caller = await StartAsync();
        var producer = new Producer(1);
        using var source = new CancellationTokenSource();
        Task<int> call = Give(caller, producer, observed, source.Token);
        await _first.WaitAsync();

        await source.CancelAsync();

        await call.IsCancelledAsync(Executed.Maybe);
        await producer.Stopped.WaitAsync();
        var failure = Assert.IsType<PeerRpcException>(await _seen.EndAsync());
        Assert.Equal((PeerErrorCode.Cancelled, Executed.Yes), (failure.Code, failure.Executed));
        Assert.Equal([0], _seen.Items);
        _return.Open();
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(true, false)]
    public async Task Callee_ThatReturnsBeforeTheEnd_StopsTheProducer(bool observed, bool letsGo)
    {
        var held = new List<IDisposable>();
        await ServeAsync<IFlows>(new Flows
        {
            OnTake = async (items, _) =>
            {
                IAsyncEnumerator<int> enumerator = items.GetAsyncEnumerator(CancellationToken.None);
                await enumerator.MoveNextAsync();
                if (letsGo)
                    await enumerator.DisposeAsync();
                return enumerator.Current;
            },
            OnObserve = async (values, _) =>
            {
                held.Add(values.Subscribe(_seen));
                await _first.WaitAsync();
                if (letsGo)
                    held[0].Dispose();
                return _seen.Items[0];
            },
        });
        IFlows caller = await CallerAsync<IFlows>();
        var producer = new Producer(1);

        Assert.Equal(0, await Give(caller, producer, observed).WithinLimitAsync());

        await (await producer.Entered.WaitAsync()).FiredAsync();
        await producer.Stopped.WaitAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Callee_ThatThrows_StopsTheProducer(bool observed)
    {
        await ServeAsync<IFlows>(new Flows
        {
            OnTake = async (items, token) =>
            {
                await items.FirstAsync(token);
                throw new PeerApplicationException<Muted>(new Muted("op", default));
            },
            OnObserve = async (values, _) =>
            {
                values.Subscribe(_seen);
                await _first.WaitAsync();
                throw new PeerApplicationException<Muted>(new Muted("op", default));
            },
        });
        IFlows caller = await CallerAsync<IFlows>();
        var producer = new Producer(1);

        await Give(caller, producer, observed).FailsAsync(PeerErrorCode.ApplicationError, Executed.Yes);

        await producer.Stopped.WaitAsync();
    }

    [Fact]
    public async Task Callee_ThatNeverLooksAtIt_LeavesItUnread()
    {
        await ServeAsync<IFlows>(new Flows
        {
            OnTake = (_, _) => Task.FromResult(1),
            OnObserve = (_, _) => Task.FromResult(2),
            OnRead = (_, _) => Task.FromResult(3),
        });
        IFlows caller = await CallerAsync<IFlows>();
        var producer = new Producer(int.MaxValue);
        var observed = new Producer(int.MaxValue);
        var bytes = new WatchedStream(long.MaxValue);

        Assert.Equal(1, await caller.Take(producer.Items()).WithinLimitAsync());
        Assert.Equal(2, await Give(caller, observed, observed: true).WithinLimitAsync());
        Assert.Equal(3, await caller.Read(bytes).WithinLimitAsync());

        await producer.AllStoppedAsync();
        Assert.Equal(0, observed.Started);
        Assert.False(bytes.Disposed.IsOpen, "An argument stays the caller's.");
    }

    [Fact]
    public async Task Callee_ThatIsRefused_LeavesItUnread()
    {
        await ConnectAsync("callee");
        IFlows caller = await CallerAsync<IFlows>();
        var producer = new Producer(int.MaxValue);

        await caller.Take(producer.Items()).FailsAsync(PeerErrorCode.ControllerNotFound, Executed.No);

        await producer.AllStoppedAsync();
    }

    [Fact]
    public async Task Token_FiredBeforeTheCall_LeavesItUnread()
    {
        IFlows caller = await StartAsync();
        var producer = new Producer(int.MaxValue);

        await Give(caller, producer, observed: false, new CancellationToken(canceled: true))
            .IsCancelledAsync(Executed.No);

        Assert.Equal(0, producer.Started);
    }

    [Fact]
    public async Task Result_MadeOfAnArgument_StopsItsProducerWhenItIsLeft()
    {
        IFlows caller = await StartAsync();
        var producer = new Producer(3);

        int first = await caller.Pass(producer.Items()).FirstAsync().AsTask().WithinLimitAsync();

        Assert.Equal(0, first);
        await producer.Stopped.WaitAsync();
    }

    [Fact]
    public async Task Result_MadeOfAnArgument_PassesItsErrorOn()
    {
        IFlows caller = await StartAsync();
        var recorder = new Recorder<int>();

        await recorder.ReadAsync(
            caller.Pass(new Producer(3, new PeerApplicationException<Muted>(new Muted("op", default))).Items()));

        var failure = Assert.IsType<PeerApplicationException<Muted>>(await recorder.EndAsync());
        Assert.Equal("op", failure.Detail.By);
        Assert.Equal([0, 1, 2], recorder.Items);
    }

    [Fact]
    public async Task Observable_EndedByTheCallee_IsUnsubscribedFromAHotSource()
    {
        using var subject = new Subject<int>();
        await ServeAsync<IFlows>(new Flows { OnObserve = async (values, _) => await values.Take(1) });
        IFlows caller = await CallerAsync<IFlows>();
        Task<int> call = caller.Observe(subject.Do(_ => { }).Finally(_return.Open).StartWith(7));

        Assert.Equal(7, await call.WithinLimitAsync());

        await _return.WaitAsync();
        Assert.False(subject.HasObservers);
    }

    private static Task<int> Give(
        IFlows caller, Producer producer, bool observed, CancellationToken cancellationToken = default) =>
        observed
            ? caller.Observe(Flows.ToObservable(producer.Items(CancellationToken.None)), cancellationToken)
            : caller.Take(producer.Items(CancellationToken.None), cancellationToken);

    // Reads to the end, whatever that is, and returns how many came once the test says so.
    private async Task<IFlows> StartAsync(Action<PeerClientOptions>? configure = null)
    {
        await ServeAsync<IFlows>(new Flows
        {
            OnTake = async (items, _) =>
            {
                await _seen.ReadAsync(items, CancellationToken.None);
                await _return.WaitAsync();
                return _seen.Items.Count;
            },
            OnObserve = async (values, _) =>
            {
                using IDisposable subscription = values.Subscribe(_seen);
                await _seen.EndAsync();
                await _return.WaitAsync();
                return _seen.Items.Count;
            },
        });
        return await CallerAsync<IFlows>(configure: configure);
    }
}
