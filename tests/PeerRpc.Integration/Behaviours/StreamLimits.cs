namespace PeerRpc.Integration.Behaviours;

/// <summary>What is too much is refused, and everything else goes on.</summary>
public abstract class StreamLimits<TTransport> : Conformance<TTransport>
    where TTransport : ITestTransport, new()
{
    private const int Limit = 4;

    private static readonly int[] Sizes = [10, 20, 100_000, 30];

    private readonly Producer _producer = new(1);

    [Fact]
    public async Task Results_BeyondTheCallersLimit_AreRefusedUntilSomeHaveEnded()
    {
        await ServeAsync<IFlows>(new Flows(_producer.Items));
        IFlows caller = await CallerAsync<IFlows>(configure: o => o.MaxStreamsPerLink = Limit);
        List<IAsyncEnumerator<int>> open = await OpenAsync(caller, Limit);

        await caller.Items().ToListAsync().AsTask().FailsAsync(PeerErrorCode.ResourceExhausted, Executed.Yes);
        await caller.ItemsLater().FailsAsync(PeerErrorCode.ResourceExhausted, Executed.Yes);
        Assert.Equal(1, await caller.Ping().WithinLimitAsync());

        await EndAsync(open);
        await EndAsync(await OpenAsync(caller, Limit));
    }

    [Fact]
    public async Task Bytes_BeyondTheCallersLimit_AreDisposed()
    {
        var refused = new WatchedStream(1);
        await ServeAsync<IFlows>(new Flows(_producer.Items) { OnBytes = () => refused });
        IFlows caller = await CallerAsync<IFlows>(configure: o => o.MaxStreamsPerLink = Limit);
        await OpenAsync(caller, Limit);

        await caller.Bytes().FailsAsync(PeerErrorCode.ResourceExhausted, Executed.Yes);

        await refused.Disposed.WaitAsync();
    }

    [Fact]
    public async Task Arguments_BeyondTheCalleesLimit_AreRefusedUntilSomeHaveEnded()
    {
        var entered = new CountdownSignal(Limit);
        await ServeAsync<IFlows>(
            new Flows
            {
                OnTake = async (items, token) =>
                {
                    entered.Count();
                    return await items.CountAsync(token);
                },
            },
            configure: o => o.MaxStreamsPerLink = Limit);
        IFlows caller = await CallerAsync<IFlows>();
        using var source = new CancellationTokenSource();
        Task<int>[] running =
            [.. Enumerable.Range(0, Limit).Select(_ => caller.Take(_producer.Items(default), source.Token))];
        await entered.WaitAsync();

        await caller.Take(_producer.Items()).FailsAsync(PeerErrorCode.ResourceExhausted, Executed.No);
        Assert.Equal(1, await caller.Ping().WithinLimitAsync());

        await source.CancelAsync();
        foreach (Task<int> call in running)
            await call.IsCancelledAsync(Executed.Maybe);
        Assert.Equal(3, await caller.Take(Enumerable.Range(0, 3).ToAsyncEnumerable()).WithinLimitAsync());
        await _producer.AllStoppedAsync();
    }

    [Fact]
    public async Task Arguments_ThatWaitForTheFirstHello_AreRefusedBeyondTheLimitToo()
    {
        var goOn = new Gate();
        await ServeAsync<IFlows>(
            new Flows
            {
                OnTake = async (items, token) =>
                {
                    await goOn.WaitAsync();
                    return await items.CountAsync(token);
                },
            },
            configure: o => o.MaxStreamsPerLink = Limit);
        IFlows caller = await CallerAsync<IFlows>();

        // Nothing is known of the callee when these are made.
        Task<int>[] calls =
            [.. Enumerable.Range(0, 3 * Limit).Select(_ => caller.Take(AsyncEnumerable.Range(0, 3)))];
        foreach (Task<int> call in calls[Limit..])
            await call.FailsAsync(PeerErrorCode.ResourceExhausted, Executed.No);

        goOn.Open();
        foreach (Task<int> call in calls[..Limit])
            Assert.Equal(3, await call.WithinLimitAsync());
    }

    [Fact]
    public async Task Progress_OfRefusedCalls_TakesNoPlace()
    {
        await ConnectAsync("callee", o => o.MaxStreamsPerLink = Limit);
        IFlows caller = await CallerAsync<IFlows>(configure: o => o.MaxStreamsPerLink = Limit);

        for (int i = 0; i < 3 * Limit; i++)
        {
            await caller.Work(new ImmediateProgress<int>(_ => { }))
                .FailsAsync(PeerErrorCode.ControllerNotFound, Executed.No);
        }
    }

    [Fact]
    public async Task Progress_OfCancelledCalls_TakesNoPlace()
    {
        await ServeAsync<IFlows>(
            new Flows
            {
                OnWork = async (_, token) =>
                {
                    await token.FiredAsync();
                    return "";
                },
            },
            configure: o => o.MaxStreamsPerLink = Limit);
        IFlows caller = await CallerAsync<IFlows>(configure: o => o.MaxStreamsPerLink = Limit);

        for (int i = 0; i < 3 * Limit; i++)
        {
            using var source = new CancellationTokenSource();
            Task<string> call = caller.Work(new ImmediateProgress<int>(_ => { }), source.Token);
            // Half of them while they run, half of them perhaps before.
            if (i % 2 == 0)
                await caller.Ping().WithinLimitAsync();
            await source.CancelAsync();
            await Assert.ThrowsAsync<PeerCallCanceledException>(call.WithinLimitAsync);
            await caller.Ping().WithinLimitAsync();
        }
    }

    [Fact]
    public async Task Sources_ThatDoNotStop_AreBoundedThoughTheirStreamsAreReleased()
    {
        var goOn = new Gate();
        var stopped = new CountdownSignal(2 * Limit);
        await ServeAsync<IFlows>(
            new Flows(_ => StubbornAsync(goOn, stopped)), configure: o => o.MaxStreamsPerLink = Limit);
        IFlows caller = await CallerAsync<IFlows>();
        for (int i = 0; i < 2 * Limit; i++)
            await caller.Items().FirstAsync().AsTask().WithinLimitAsync();

        await caller.Items().ToListAsync().AsTask().FailsAsync(PeerErrorCode.ResourceExhausted, Executed.No);

        Assert.Equal(1, await caller.Ping().WithinLimitAsync());
        goOn.Open();
        await stopped.WaitAsync();
    }

    [Fact]
    public async Task Items_WithTooManyStreams_EndTheirStream()
    {
        await ServeAsync<IFlows>(new Flows(_producer.Items)
        {
            OnRows = () => AsyncEnumerable.Range(0, 100).Select(_ => _producer.Items()),
        });
        IFlows caller = await CallerAsync<IFlows>(configure: o => o.MaxStreamsPerLink = Limit);

        // The rows are kept open, together with the stream that they come with.
        var rows = new List<IAsyncEnumerable<int>>();
        Task reading = ((Func<Task>)(async () =>
        {
            await foreach (IAsyncEnumerable<int> row in caller.Rows())
                rows.Add(row);
        }))();

        await reading.FailsAsync(PeerErrorCode.ResourceExhausted, Executed.Yes);
        Assert.Equal(Limit - 1, rows.Count);
        foreach (IAsyncEnumerable<int> row in rows)
            Assert.Equal(0, await row.FirstAsync().AsTask().WithinLimitAsync());
        await EndAsync(await OpenAsync(caller, Limit));
        await _producer.AllStoppedAsync();
    }

    [Fact]
    public async Task Items_LargerThanAMessage_EndTheirStreamBehindTheOthers()
    {
        await ServeAsync<IFlows>(new Flows
        {
            OnBlocks = () => Sizes.ToAsyncEnumerable().Select(size => new byte[size]),
        });
        IFlows caller = await CallerAsync<IFlows>(configure: o =>
        {
            o.MaxMessageBytes = 64 * 1024;
            o.ReassemblyBytes = 64 * 1024;
        });
        var seen = new Recorder<byte[]>();

        await seen.ReadAsync(caller.Blocks());

        var failure = Assert.IsType<PeerRpcException>(await seen.EndAsync());
        Assert.Equal((PeerErrorCode.ResourceExhausted, Executed.Yes), (failure.Code, failure.Executed));
        Assert.Equal([10, 20], seen.Items.Select(item => item.Length));
        Assert.Equal(1, await caller.Ping().WithinLimitAsync());
    }

    // Takes no notice of its token.
    private static async IAsyncEnumerable<int> StubbornAsync(Gate goOn, CountdownSignal stopped)
    {
        yield return 1;
        await goOn.WaitAsync();
        stopped.Count();
    }

    private static async Task<List<IAsyncEnumerator<int>>> OpenAsync(IFlows caller, int count)
    {
        var open = new List<IAsyncEnumerator<int>>();
        for (int i = 0; i < count; i++)
        {
            open.Add(caller.Items().GetAsyncEnumerator());
            Assert.True(await open[i].MoveNextAsync().WithinLimitAsync());
        }
        return open;
    }

    // The producers have stopped when this has, and their streams have ended on both sides.
    private async Task EndAsync(List<IAsyncEnumerator<int>> open)
    {
        foreach (IAsyncEnumerator<int> items in open)
            await items.DisposeAsync();
        await _producer.AllStoppedAsync();
    }
}
