using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using System.Reactive.Threading.Tasks;

namespace PeerRpc.Integration.Behaviours;

/// <summary>Observables mean the same on the other side, and operators compose over them.</summary>
public abstract class Observables<TTransport> : Conformance<TTransport>
    where TTransport : ITestTransport, new()
{
    private int _subscriptions;

    [Fact]
    public async Task Cold_Results_AreCalledWhenTheyAreReadAndAsOftenAsTheyAre()
    {
        int items = 0;
        int values = 0;
        await ServeAsync<IFlows>(new Flows(_ =>
        {
            items++;
            return AsyncEnumerable.Range(0, 3);
        })
        {
            OnValues = _ => Observable.Range(10 * ++values, 3),
        });
        IFlows caller = await CallerAsync<IFlows>();

        IAsyncEnumerable<int> cold = caller.Items();
        IObservable<int> observable = caller.Values();
        await caller.Ping().WithinLimitAsync();
        Assert.Equal((0, 0), (items, values));

        for (int i = 1; i <= 2; i++)
        {
            Assert.Equal([0, 1, 2], await cold.ToListAsync().AsTask().WithinLimitAsync());
            Assert.Equal(
                [10 * i, 10 * i + 1, 10 * i + 2], await observable.ToList().ToTask().WithinLimitAsync());
        }
        Assert.Equal((2, 2), (items, values));
    }

    [Fact]
    public async Task Items_InATask_AreEnumeratedOnce()
    {
        await ServeAsync<IFlows>(new Flows(_ => AsyncEnumerable.Range(0, 3)));
        IAsyncEnumerable<int> items = await (await CallerAsync<IFlows>()).ItemsLater().WithinLimitAsync();

        Assert.Equal(3, await items.CountAsync().AsTask().WithinLimitAsync());

        await Assert.ThrowsAsync<InvalidOperationException>(() => items.CountAsync().AsTask());
    }

    [Fact]
    public async Task Result_InATask_SubscribesForEachSubscriber()
    {
        await ServeAsync<IFlows>(new Flows { OnValues = _ => Counted(Observable.Range(0, 3)) });
        IObservable<int> source = await (await CallerAsync<IFlows>()).Source().WithinLimitAsync();
        Assert.Equal(0, _subscriptions);

        Assert.Equal([0, 1, 2], await source.ToList().ToTask().WithinLimitAsync());
        Assert.Equal([0, 1, 2], await source.ToList().ToTask().WithinLimitAsync());

        Assert.Equal(2, _subscriptions);
    }

    [Fact]
    public async Task BehaviorSubject_GivesEachSubscriberItsLatest()
    {
        using var subject = new BehaviorSubject<int>(1);
        await ServeAsync<IFlows>(new Flows { OnValues = _ => subject });
        IFlows caller = await CallerAsync<IFlows>();
        IObservable<int> source = await caller.Source().WithinLimitAsync();

        Assert.Equal(1, await source.FirstAsync().ToTask().WithinLimitAsync());
        subject.OnNext(2);
        Assert.Equal(2, await source.FirstAsync().ToTask().WithinLimitAsync());
        Assert.Equal(2, await caller.Values().FirstAsync().ToTask().WithinLimitAsync());
    }

    [Fact]
    public async Task Argument_SubscribesForEachSubscriberOfTheCallee()
    {
        await ServeAsync<IFlows>(new Flows
        {
            OnObserve = async (values, _) => await values.Sum() + await values.Sum(),
        });
        IFlows caller = await CallerAsync<IFlows>();

        Assert.Equal(12, await caller.Observe(Counted(Observable.Range(1, 3))).WithinLimitAsync());

        Assert.Equal(2, _subscriptions);
    }

    [Fact]
    public async Task Operators_AtTheCaller_Compose()
    {
        var first = new WatchedSource();
        var second = new WatchedSource();
        await ServeAsync<IFlows>(new Flows { OnValues = _ => first }, "first");
        await ServeAsync<IFlows>(new Flows { OnValues = _ => second }, "second");
        PeerClient client = await ConnectAsync();
        IObservable<int> a = client.Peer("first").Controller<IFlows>().Values();
        IObservable<int> b = client.Peer("second").Controller<IFlows>().Values();

        Task<IList<int>> merged = a.Merge(b).Take(2).ToList().ToTask();
        Task<int> combined = a.CombineLatest(b, (x, y) => x + y).Take(1).ToTask();
        await first.ObservedByAsync(2);
        await second.ObservedByAsync(2);
        first.OnNext(1);
        second.OnNext(20);

        Assert.Equal([1, 20], (await merged.WithinLimitAsync()).Order());
        Assert.Equal(21, await combined.WithinLimitAsync());
        await first.ObservedByAsync(0);
        await second.ObservedByAsync(0);
    }

    [Fact]
    public async Task Switch_LeavesTheOneBefore()
    {
        var before = new Producer(1);
        await ServeAsync<IFlows>(new Flows(before.Items), "before");
        await ServeAsync<IFlows>(new Flows(_ => AsyncEnumerable.Range(7, 1)), "after");
        PeerClient client = await ConnectAsync();
        using var sources = new Subject<IObservable<int>>();
        var first = new Gate();
        var seen = new Recorder<int>(_ => first.Open());
        using IDisposable subscription = sources.Switch().Subscribe(seen);

        sources.OnNext(client.Peer("before").Controller<IFlows>().Values());
        await first.WaitAsync();
        sources.OnNext(client.Peer("after").Controller<IFlows>().Values());
        sources.OnCompleted();

        await before.Stopped.WaitAsync();
        Assert.Null(await seen.EndAsync());
        Assert.Equal([0, 7], seen.Items);
    }

    [Theory]
    [InlineData(StreamForm.Observable)]
    [InlineData(StreamForm.ObservableInTask)]
    public async Task Take_StopsTheProducer(StreamForm form)
    {
        var producer = new Producer(100);
        await ServeAsync<IFlows>(new Flows(producer.Items));
        IFlows caller = await CallerAsync<IFlows>();
        IObservable<int> values =
            form == StreamForm.Observable ? caller.Values() : await caller.Source().WithinLimitAsync();

        Assert.Equal(0, await values.Take(1).ToTask().WithinLimitAsync());

        await producer.Stopped.WaitAsync();
    }

    [Fact]
    public async Task Throttle_AtTheCallee_FollowsItsScheduler()
    {
        var scheduler = new HistoricalScheduler();
        var last = new Gate();
        var subject = new WatchedSource();
        await ServeAsync<IFlows>(new Flows
        {
            OnObserve = async (values, _) => await values
                .Do(value => { if (value == 2) last.Open(); })
                .Throttle(TimeSpan.FromSeconds(1), scheduler).Take(1),
        });
        Task<int> call = (await CallerAsync<IFlows>()).Observe(subject);
        await subject.ObservedByAsync(1);
        subject.OnNext(1);
        subject.OnNext(2);
        // Behind this the throttle has been given the item, or is about to be on another thread.
        await last.WaitAsync();
        while (!call.IsCompleted)
        {
            scheduler.AdvanceBy(TimeSpan.FromSeconds(2));
            await Task.Yield();
        }

        Assert.Equal(2, await call);
        await subject.ObservedByAsync(0);
    }

    [Fact]
    public async Task RefCount_SharesOneCall()
    {
        var subject = new WatchedSource();
        await ServeAsync<IFlows>(new Flows { OnValues = _ => Counted(subject) });
        IFlows caller = await CallerAsync<IFlows>();
        IObservable<int> shared = caller.Values().Publish().RefCount();

        Task<int> left = shared.Take(1).ToTask();
        Task<IList<int>> right = shared.Take(2).ToList().ToTask();
        await subject.ObservedByAsync(1);
        subject.OnNext(1);
        subject.OnNext(2);

        Assert.Equal(1, await left.WithinLimitAsync());
        Assert.Equal([1, 2], await right.WithinLimitAsync());
        await subject.ObservedByAsync(0);
        Assert.Equal(1, _subscriptions);
    }

    [Fact]
    public async Task Dispose_Returned_NoOnNextBegins()
    {
        await ServeAsync<IFlows>(new Flows(new Producer(int.MaxValue).Items));
        IFlows caller = await CallerAsync<IFlows>();
        for (int i = 0; i < 50; i++)
        {
            bool disposed = false;
            bool after = false;
            var some = new Gate();
            var seen = new Recorder<int>(item =>
            {
                after |= Volatile.Read(ref disposed);
                if (item == 10)
                    some.Open();
            });
            IDisposable subscription = caller.Values().Subscribe(seen);
            await some.WaitAsync();

            subscription.Dispose();
            Volatile.Write(ref disposed, true);

            await caller.Ping().WithinLimitAsync();
            Assert.False(after);
        }
    }

    private IObservable<int> Counted(IObservable<int> source) => Observable.Defer(() =>
    {
        Interlocked.Increment(ref _subscriptions);
        return source;
    });
}
