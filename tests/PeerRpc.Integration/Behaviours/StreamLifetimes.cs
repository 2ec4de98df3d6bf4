using System.Runtime.CompilerServices;
using PeerRpc.Testing;

namespace PeerRpc.Integration.Behaviours;

/// <summary>What a stream may use while it runs, and for how long it may run.</summary>
public abstract class StreamLifetimes<TTransport> : Conformance<TTransport>
    where TTransport : ITestTransport, new()
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(3);

    private readonly ManualTimeProvider _clock = new();
    private readonly Gate _goOn = new();

    [Fact]
    public async Task Call_InAProducer_IsTheOneThatItBelongsTo()
    {
        var seen = new List<PeerCall?>();
        await ServeAsync<IFlows>(new Flows(_ => Watch(seen)));
        IFlows caller = await CallerAsync<IFlows>();
        await using IAsyncEnumerator<int> items = caller.Items().GetAsyncEnumerator();

        Assert.True(await items.MoveNextAsync().WithinLimitAsync());
        _goOn.Open();
        Assert.True(await items.MoveNextAsync().WithinLimitAsync());

        Assert.All(seen, call => Assert.Equal("Items", call!.Method));
        PeerCall running = seen[0]!;
        Assert.Same(running, seen[1]);
        Assert.Null(running.Deadline);
        Assert.False(running.CancellationToken.IsCancellationRequested);
        await items.DisposeAsync();
        await running.CancellationToken.FiredAsync();
    }

    [Fact]
    public async Task Token_OfTheMethod_StaysSilentWhereTheStreamIsReadToItsEnd()
    {
        var token = new Signal<CancellationToken>();
        await ServeAsync<IFlows>(new Flows(given =>
        {
            token.Set(given);
            return AsyncEnumerable.Range(0, 10);
        }));
        IFlows caller = await CallerAsync<IFlows>();

        Assert.Equal(10, await caller.Items().CountAsync().AsTask().WithinLimitAsync());

        await caller.Ping().WithinLimitAsync();
        Assert.False((await token.WaitAsync()).IsCancellationRequested);
    }

    [Fact]
    public async Task Nested_CallsInAProducer_AreMadeAndCancelledWithIt()
    {
        var entered = new Signal<CancellationToken>();
        await ServeAsync<IProbe>(
            new Probe(async (text, _, token) =>
            {
                if (text != "3")
                    return text;
                entered.Set(token);
                await token.FiredAsync();
                return text;
            }),
            "leaf");
        PeerClient callee = await ConnectAsync();
        IProbe leaf = callee.Peer("leaf").Controller<IProbe>();
        callee.RegisterController<IFlows>(new Flows(token => Ask(leaf, token)));
        await callee.RegisterAsPeerAsync("callee").WithinLimitAsync();
        IFlows caller = await CallerAsync<IFlows>();
        await using IAsyncEnumerator<int> items = caller.Items().GetAsyncEnumerator();

        for (int i = 0; i < 3; i++)
        {
            Assert.True(await items.MoveNextAsync().WithinLimitAsync());
            Assert.Equal(i, items.Current);
        }
        CancellationToken leafs = await entered.WaitAsync();
        await items.DisposeAsync();

        await leafs.FiredAsync();
    }

    [Fact]
    public async Task Deadline_ByDefault_DoesNotHoldForCallsThatCarryStreams()
    {
        var entered = new Gate();
        await ServeAsync<IFlows>(Counting(entered));
        IFlows caller = await CallerAsync<IFlows>(configure: o => SetClock(o));
        Task<int> call = caller.Take(AsyncEnumerable.Range(0, 10));
        await entered.WaitAsync();

        _clock.Advance(2 * Short);

        await caller.Ping().WithinLimitAsync();
        Assert.False(call.IsCompleted);
        _goOn.Open();
        Assert.Equal(10, await call.WithinLimitAsync());
    }

    [Fact]
    public async Task Deadline_OfAPeer_HoldsForCallsThatCarryStreams()
    {
        var entered = new Gate();
        await ServeAsync<IFlows>(Counting(entered));
        PeerClient client = await ConnectAsync(configure: o => SetClock(o));
        var producer = new Producer(1);
        Task<int> call =
            client.Peer("callee").WithDeadline(Short).Controller<IFlows>().Take(producer.Items());
        await entered.WaitAsync();

        _clock.Advance(Short);

        await call.FailsAsync(PeerErrorCode.DeadlineExceeded, Executed.Maybe);
        await producer.AllStoppedAsync();
        _goOn.Open();
    }

    [Fact]
    public async Task Deadline_OfAPeer_EndsWithTheAnswer()
    {
        var producer = new Producer(2, new PeerApplicationException<Muted>(new Muted("", default)));
        await ServeAsync<IFlows>(new Flows(_ => Later(producer)));
        PeerClient client = await ConnectAsync(configure: o => SetClock(o));
        IAsyncEnumerable<int> result = await client.Peer("callee").WithDeadline(Short)
            .Controller<IFlows>().ItemsLater().WithinLimitAsync();

        _clock.Advance(2 * Short);
        _goOn.Open();

        var seen = new Recorder<int>();
        await seen.ReadAsync(result);
        Assert.IsType<PeerApplicationException<Muted>>(await seen.EndAsync());
        Assert.Equal([0, 1], seen.Items);
    }

    [Fact]
    public async Task Bytes_ReadToTheirEnd_AreDisposed()
    {
        var source = new WatchedStream(100_000);
        await ServeAsync<IFlows>(new Flows { OnBytes = () => source });
        await using Stream bytes = await (await CallerAsync<IFlows>()).Bytes().WithinLimitAsync();

        await bytes.CopyToAsync(Stream.Null).WithinLimitAsync();

        await source.Disposed.WaitAsync();
    }

    [Fact]
    public async Task Bytes_NeverRead_AreDisposedWhenNobodyHoldsThem()
    {
        var source = new WatchedStream(long.MaxValue);
        await ServeAsync<IFlows>(new Flows { OnBytes = () => source });
        await ForgetAsync(await CallerAsync<IFlows>());

        await Collecting.UntilAsync(() => source.Disposed.IsOpen);
    }

    [Fact]
    public async Task Bytes_OfAnArgument_AreNotDisposed()
    {
        await ServeAsync<IFlows>(new Flows
        {
            OnRead = async (bytes, token) =>
            {
                await bytes.CopyToAsync(Stream.Null, token);
                await bytes.DisposeAsync();
                return 1;
            },
        });
        IFlows caller = await CallerAsync<IFlows>();
        var source = new WatchedStream(100_000);

        await caller.Read(source).WithinLimitAsync();

        await caller.Ping().WithinLimitAsync();
        Assert.False(source.Disposed.IsOpen);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task ForgetAsync(IFlows caller) =>
        Assert.NotNull(await caller.Bytes().WithinLimitAsync());

    private static async IAsyncEnumerable<int> Ask(
        IProbe leaf, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (int i = 0; ; i++)
            yield return (await leaf.Ask($"{i}", null, cancellationToken))[0] - '0';
    }

    private async IAsyncEnumerable<int> Watch(List<PeerCall?> seen)
    {
        seen.Add(PeerCall.Current);
        yield return 1;
        await _goOn.WaitAsync();
        seen.Add(PeerCall.Current);
        yield return 2;
        await Task.Delay(Timeout.InfiniteTimeSpan, PeerCall.Current!.CancellationToken);
    }

    private async IAsyncEnumerable<int> Later(Producer producer)
    {
        await _goOn.WaitAsync();
        await foreach (int item in producer.Items())
            yield return item;
    }

    private Flows Counting(Gate entered) => new()
    {
        OnTake = async (items, _) =>
        {
            entered.Open();
            await _goOn.WaitAsync();
            return await items.CountAsync(CancellationToken.None);
        },
    };

    private void SetClock(PeerClientOptions options)
    {
        options.TimeProvider = _clock;
        options.DefaultDeadline = Short;
    }
}
