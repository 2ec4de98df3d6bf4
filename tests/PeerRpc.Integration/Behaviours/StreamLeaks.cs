using System.Runtime.CompilerServices;

namespace PeerRpc.Integration.Behaviours;

/// <summary>Streams that are left in every way leave nothing behind.</summary>
public abstract class StreamLeaks<TTransport> : Conformance<TTransport>
    where TTransport : ITestTransport, new()
{
    // In memory all ten thousand; over sockets as many as take a second or two.
    private static readonly int Streams = typeof(TTransport) == typeof(MemoryTransport) ? 10_000 : 1_000;

    private const int AtATime = 100;

    private readonly Producer _producer = new(20);

    [Fact]
    public async Task Streams_AbandonedInEveryWay_LeaveNothingBehind()
    {
        PeerClient callee = await StartAsync();
        PeerClient client = await ConnectAsync();
        IFlows caller = client.Peer("callee").Controller<IFlows>();
        var survivors = new List<WeakReference>();

        for (int i = 0; i < Streams; i += AtATime)
        {
            Task[] left = [.. Enumerable.Range(i, AtATime).Select(number => LeaveAsync(caller, number, survivors))];
            await Task.WhenAll(left).WithinLimitAsync();
            // Those that nobody said anything about end with a collection, and take their places until then.
            await Collecting.UntilAsync(() => client.StreamCount + callee.StreamCount < AtATime / 2);
        }

        await NothingIsLeftAsync(client, callee);
        await Collecting.UntilAsync(() => !survivors.Any(survivor => survivor.IsAlive));
    }

    [Fact]
    public async Task Arguments_LeftInEveryWay_LeaveNothingBehind()
    {
        PeerClient callee = await StartAsync();
        PeerClient client = await ConnectAsync();
        IFlows caller = client.Peer("callee").Controller<IFlows>();

        for (int i = 0; i < Streams / 10; i += AtATime)
        {
            Task[] left = [.. Enumerable.Range(i, AtATime).Select(number => GiveAsync(caller, number))];
            await Task.WhenAll(left).WithinLimitAsync();
        }

        await NothingIsLeftAsync(client, callee);
    }

    [Fact]
    public async Task Callers_ThatLeave_LeaveNothingBehind()
    {
        PeerClient callee = await StartAsync();
        for (int i = 0; i < 10; i++)
        {
            PeerClient client = await ConnectAsync();
            IFlows caller = client.Peer("callee").Controller<IFlows>();
            for (int j = 0; j < AtATime; j++)
            {
                // Not awaited further: what is under way when the client leaves is the point.
                var seen = new Recorder<int>();
                _ = j % 2 == 0 ? seen.ReadAsync(caller.Items()) : seen.ReadAsync(caller.Pass(_producer.Items()));
            }
            await caller.Ping().WithinLimitAsync();
            await client.DisposeAsync().WithinLimitAsync();
            Assert.Equal(0, client.StreamCount);
        }

        await NothingIsLeftAsync(callee);
    }

    private static async Task LeaveAsync(IFlows caller, int number, List<WeakReference> survivors)
    {
        switch (number % 8)
        {
            case 0:
                await caller.Items().GetAsyncEnumerator().DisposeAsync();
                break;
            case 1:
                await using (IAsyncEnumerator<int> items = (await caller.ItemsLater()).GetAsyncEnumerator())
                    Watch(survivors, items);
                break;
            case 2:
                Assert.Equal(number % 20, await caller.Items().Skip(number % 20).FirstAsync());
                break;
            case 3:
                using (var source = new CancellationTokenSource())
                {
                    Task<List<int>> items = caller.Items(source.Token).ToListAsync(CancellationToken.None).AsTask();
                    await caller.Ping();
                    await source.CancelAsync();
                    await Assert.ThrowsAnyAsync<OperationCanceledException>(() => items);
                }
                break;
            case 4:
                await ForgetAsync(caller, survivors);
                break;
            case 5:
                await ForgetHalfReadAsync(caller, survivors);
                break;
            case 6:
                caller.Values().Subscribe(new Recorder<int>()).Dispose();
                break;
            default:
                var some = new Gate();
                IDisposable subscription = caller.Values().Subscribe(new Recorder<int>(_ => some.Open()));
                await some.WaitAsync();
                subscription.Dispose();
                Watch(survivors, subscription);
                break;
        }
    }

    private async Task GiveAsync(IFlows caller, int number)
    {
        using var source = new CancellationTokenSource();
        switch (number % 4)
        {
            case 0:
                await caller.Take(_producer.Items(CancellationToken.None), source.Token);
                break;
            case 1:
                await caller.Observe(Flows.ToObservable(_producer.Items(CancellationToken.None)), source.Token);
                break;
            case 2:
                Task<int> call = caller.Take(_producer.Items(CancellationToken.None), source.Token);
                await source.CancelAsync();
                await Task.WhenAny(call);
                break;
            default:
                await caller.Work(new ImmediateProgress<int>(_ => { }), source.Token);
                break;
        }
    }

    // In methods of their own, so that no local keeps what they forget.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task ForgetAsync(IFlows caller, List<WeakReference> survivors) =>
        Watch(survivors, await caller.ItemsLater());

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task ForgetHalfReadAsync(IFlows caller, List<WeakReference> survivors)
    {
        IAsyncEnumerator<int> items = (await caller.ItemsLater()).GetAsyncEnumerator();
        Assert.True(await items.MoveNextAsync());
        Watch(survivors, items);
    }

    private static void Watch(List<WeakReference> survivors, object target)
    {
        lock (survivors)
            survivors.Add(new WeakReference(target));
    }

    private async Task NothingIsLeftAsync(params PeerClient[] clients)
    {
        await Collecting.UntilAsync(() => clients.Sum(client => client.StreamCount) == 0);
        await _producer.AllStoppedAsync();
        Assert.Equal(_producer.Started, _producer.Finished);
        Assert.NotEqual(0, _producer.Started);
    }

    private Task<PeerClient> StartAsync() => ServeAsync<IFlows>(new Flows(_producer.Items)
    {
        OnTake = async (items, token) => await items.FirstAsync(token),
        OnObserve = async (values, _) =>
        {
            var first = new Gate();
            values.Subscribe(new Recorder<int>(_ => first.Open()));
            await first.WaitAsync();
            return 1;
        },
        OnWork = (progress, _) =>
        {
            progress!.Report(1);
            return Task.FromResult("");
        },
    });
}
