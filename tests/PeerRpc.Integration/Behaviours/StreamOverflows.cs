using System.Reactive.Linq;
using System.Reactive.Subjects;

namespace PeerRpc.Integration.Behaviours;

/// <summary>Observables that produce faster than their readers take.</summary>
public abstract class StreamOverflows<TTransport> : Conformance<TTransport>
    where TTransport : ITestTransport, new()
{
    // 8 MiB of items: far beyond every window and queue.
    private const int Count = 2_000;

    private readonly Subject<Numbered> _source = new();
    private readonly Gate _subscribed = new();
    private readonly Gate _first = new();
    private readonly Gate _goOn = new();
    private readonly Recorder<Numbered> _seen;
    private int _pushed;

    protected StreamOverflows() => _seen = new Recorder<Numbered>(_ =>
    {
        _first.Open();
        _goOn.WaitAsync().GetAwaiter().GetResult();
    });

    [Fact]
    public async Task Wait_BlocksTheProducerAndLosesNothing()
    {
        IOverflows caller = await StartAsync();
        using IDisposable subscription = caller.Waiting().Subscribe(_seen);
        await _subscribed.WaitAsync();
        Task pushing = Task.Factory.StartNew(Push, TaskCreationOptions.LongRunning);
        await _first.WaitAsync();

        // As long as these take, a producer that is not blocked would have pushed everything.
        await RoundTripsAsync(caller);

        Assert.InRange(Volatile.Read(ref _pushed), 1, Count / 2);
        _goOn.Open();
        await pushing.WithinLimitAsync();
        Assert.Null(await _seen.EndAsync());
        Assert.Equal(Enumerable.Range(0, Count), _seen.Items.Select(item => item.Number));
    }

    [Fact]
    public async Task Wait_IsEndedByWhoDisposes()
    {
        IOverflows caller = await StartAsync();
        IDisposable subscription = caller.Waiting().Subscribe(_seen);
        await _subscribed.WaitAsync();
        Task pushing = Task.Factory.StartNew(Push, TaskCreationOptions.LongRunning);
        await _first.WaitAsync();

        subscription.Dispose();

        await pushing.WithinLimitAsync();
        _goOn.Open();
        Assert.False(_source.HasObservers);
        Assert.Single(_seen.Items);
    }

    [Theory]
    [InlineData(StreamOverflow.DropOldest)]
    [InlineData(StreamOverflow.Latest)]
    public async Task Dropping_KeepsTheOrderTellsHowManyAndEndsWithTheNewest(StreamOverflow overflow)
    {
        IOverflows caller = await StartAsync();
        IObservable<Numbered> items =
            overflow == StreamOverflow.Latest ? caller.Latest() : caller.DroppingOldest();
        var subscription = Assert.IsAssignableFrom<IPeerSubscription>(items.Subscribe(_seen));
        await _subscribed.WaitAsync();

        Push();
        _goOn.Open();

        Assert.Null(await _seen.EndAsync());
        int[] numbers = [.. _seen.Items.Select(item => item.Number)];
        Assert.Equal(numbers.Order(), numbers);
        Assert.Equal(Count - 1, numbers[^1]);
        Assert.InRange(numbers.Length, 2, Count - 1);
        Assert.Equal(Count, numbers.Length + subscription.DroppedItems);
        Assert.Equal(1, _seen.Ends);
    }

    [Fact]
    public async Task Fail_EndsAsASlowConsumerBehindTheItemsThatCame()
    {
        IOverflows caller = await StartAsync();
        using IDisposable subscription = caller.Failing().Subscribe(_seen);
        await _subscribed.WaitAsync();

        Push();
        Assert.False(_source.HasObservers);
        _goOn.Open();

        var failure = Assert.IsType<PeerRpcException>(await _seen.EndAsync());
        Assert.Equal((PeerErrorCode.SlowConsumer, Executed.Yes), (failure.Code, failure.Executed));
        int[] numbers = [.. _seen.Items.Select(item => item.Number)];
        Assert.Equal(Enumerable.Range(0, numbers.Length), numbers);
        Assert.InRange(numbers.Length, 4, Count - 1);
        Assert.Equal(1, _seen.Ends);
    }

    [Fact]
    public async Task Options_OfTheCallee_HoldWhereTheContractSaysNothing()
    {
        IOverflows caller = await StartAsync(o =>
        {
            o.StreamOverflow = StreamOverflow.DropOldest;
            o.StreamBuffer = 2;
        });
        var subscription = (IPeerSubscription)caller.AsTheOptionsSay().Subscribe(_seen);
        await _subscribed.WaitAsync();

        Push();
        _goOn.Open();

        Assert.Null(await _seen.EndAsync());
        Assert.Equal(Count, _seen.Items.Count + subscription.DroppedItems);
        // The last two are what a buffer of two has kept.
        Assert.Equal([Count - 2, Count - 1], _seen.Items.TakeLast(2).Select(item => item.Number));
    }

    [Fact]
    public async Task Default_OfTheOptions_IsToFail()
    {
        IOverflows caller = await StartAsync(o => o.StreamOverflow = StreamOverflow.Default);
        using IDisposable subscription = caller.AsTheOptionsSay().Subscribe(_seen);
        await _subscribed.WaitAsync();

        Push();
        _goOn.Open();

        Assert.Equal(PeerErrorCode.SlowConsumer, Assert.IsType<PeerRpcException>(await _seen.EndAsync()).Code);
    }

    [Fact]
    public async Task Argument_ThatWaits_LosesNothing()
    {
        IOverflows caller = await StartAsync();

        int count = await caller.Drain(Observable.Range(0, Count).Select(Numbered.Of)).WithinLimitAsync();

        Assert.Equal(Count, count);
    }

    private static async Task RoundTripsAsync(IOverflows caller)
    {
        for (int i = 0; i < 200; i++)
            await caller.Drain(Observable.Empty<Numbered>()).WithinLimitAsync();
    }

    private void Push()
    {
        for (int i = 0; i < Count; i++)
        {
            _source.OnNext(Numbered.Of(i));
            Volatile.Write(ref _pushed, i + 1);
        }
        _source.OnCompleted();
    }

    private async Task<IOverflows> StartAsync(Action<PeerClientOptions>? configure = null)
    {
        IObservable<Numbered> source = Observable.Create<Numbered>(observer =>
        {
            IDisposable subscription = _source.Subscribe(observer);
            _subscribed.Open();
            return subscription;
        });
        await ServeAsync<IOverflows>(new Overflows(source), configure: configure);
        return await CallerAsync<IOverflows>();
    }
}
