namespace PeerRpc.Integration.Behaviours;

/// <summary>Nobody is asked for more than there is room for, and nobody waits for somebody else's reader.</summary>
public abstract class StreamFlow<TTransport> : Conformance<TTransport>
    where TTransport : ITestTransport, new()
{
    private const int BlockSize = 64 * 1024;

    // 100 MB.
    private const int Blocks = 1_600;

    // The stream's window and queue, what the link has under way on both sides of the broker, and as much again.
    private const int MostAhead = 4 * 1024 * 1024;

    private static readonly byte[] Block = new byte[BlockSize];

    private int _pulled;

    [Fact]
    public async Task Enumerable_ThatIsNotRead_IsNotPulledFurther()
    {
        IFlows caller = await StartAsync(new Flows { OnBlocks = () => Pull(Blocks) });
        await using IAsyncEnumerator<byte[]> items = caller.Blocks().GetAsyncEnumerator();
        Assert.True(await items.MoveNextAsync().WithinLimitAsync());

        await RoundTripsAsync(caller);
        Assert.InRange(_pulled, 1, MostAhead / BlockSize);

        int count = 1;
        while (await items.MoveNextAsync().WithinLimitAsync())
            count++;
        Assert.Equal((Blocks, Blocks), (count, _pulled));
    }

    [Fact]
    public async Task Bytes_ThatAreNotRead_AreNotPulledFurther()
    {
        var source = new WatchedStream((long)Blocks * BlockSize);
        IFlows caller = await StartAsync(new Flows { OnBytes = () => source });
        await using Stream bytes = await caller.Bytes().WithinLimitAsync();
        await bytes.ReadExactlyAsync(new byte[1]).WithinLimitAsync();

        await RoundTripsAsync(caller);
        Assert.InRange(source.BytesRead, 1, MostAhead);

        Assert.Equal((long)Blocks * BlockSize - 1, await CountAsync(bytes));
    }

    [Fact]
    public async Task Bytes_OfAnArgumentThatIsNotRead_AreNotPulledFurther()
    {
        var begun = new Gate();
        var goOn = new Gate();
        IFlows caller = await StartAsync(new Flows
        {
            OnRead = async (bytes, _) =>
            {
                await bytes.ReadExactlyAsync(new byte[1], CancellationToken.None);
                begun.Open();
                await goOn.WaitAsync();
                return (int)(await CountAsync(bytes) + 1);
            },
        });
        var source = new WatchedStream((long)Blocks * BlockSize);
        Task<int> call = caller.Read(source);
        await begun.WaitAsync();

        await RoundTripsAsync(caller);
        Assert.InRange(source.BytesRead, 1, MostAhead);

        goOn.Open();
        Assert.Equal(Blocks * BlockSize, await call.WithinLimitAsync());
    }

    [Fact]
    public async Task Enumerable_OfAnArgumentThatIsNotRead_IsNotPulledFurther()
    {
        var begun = new Gate();
        var goOn = new Gate();
        IFlows caller = await StartAsync(new Flows
        {
            OnTake = async (items, _) =>
            {
                int count = 0;
                await foreach (int item in items)
                {
                    if (count++ > 0)
                        continue;
                    begun.Open();
                    await goOn.WaitAsync();
                }
                return count;
            },
        });
        // Small items count with what it costs to keep them, so there are fewer of them under way than bytes.
        var producer = new Producer(1_000_000, new PeerApplicationException<Muted>(new Muted("", default)));
        Task<int> call = caller.Take(producer.Items());
        await begun.WaitAsync();

        await RoundTripsAsync(caller);
        Assert.InRange(producer.Made, 1, MostAhead / 32);

        goOn.Open();
        await call.FailsAsync(PeerErrorCode.ApplicationError, Executed.Yes);
        Assert.Equal(1_000_000, producer.Made);
    }

    [Fact]
    public async Task Unread_Streams_HoldUpNeitherCallsNorOtherStreams()
    {
        IFlows caller = await StartAsync(new Flows(new Producer(1_000).Items) { OnBlocks = () => Pull(Blocks) });
        var unread = new List<IAsyncEnumerator<byte[]>>();
        for (int i = 0; i < 100; i++)
        {
            unread.Add(caller.Blocks().GetAsyncEnumerator());
            Assert.True(await unread[i].MoveNextAsync().WithinLimitAsync());
        }

        await RoundTripsAsync(caller);
        Assert.Equal(1_000, await caller.Items().Take(1_000).CountAsync().AsTask().WithinLimitAsync());

        Assert.InRange(_pulled, 100, 100 * MostAhead / BlockSize);
        foreach (IAsyncEnumerator<byte[]> items in unread)
            await items.DisposeAsync();
    }

    [Fact]
    public async Task Unread_StreamsOfLargeItems_HoldUpNoLargeCall()
    {
        const int Large = 3 * 1024 * 1024;
        PeerClient callee = await ServeAsync<IFlows>(new Flows
        {
            OnBlocks = () => Enumerable.Repeat(new byte[Large], 100).ToAsyncEnumerable(),
        });
        callee.RegisterController<IProbe>(new Probe());
        PeerClient client = await ConnectAsync();
        var unread = new List<IAsyncEnumerator<byte[]>>();
        // Together they are more than all chunked messages of a link may be.
        for (int i = 0; i < 8; i++)
        {
            unread.Add(client.Peer("callee").Controller<IFlows>().Blocks().GetAsyncEnumerator());
            Assert.True(await unread[i].MoveNextAsync().WithinLimitAsync());
        }

        string text = new('x', Large);
        for (int i = 0; i < 3; i++)
            Assert.Equal(text, await client.Peer("callee").Controller<IProbe>().Ask(text).WithinLimitAsync());

        foreach (IAsyncEnumerator<byte[]> items in unread)
        {
            Assert.True(await items.MoveNextAsync().WithinLimitAsync());
            await items.DisposeAsync();
        }
    }

    [Fact]
    public async Task Progress_OfASlowCaller_NeverBlocksTheCallee()
    {
        const int Reports = 50_000;
        var reported = new Gate();
        var goOn = new Gate();
        IFlows caller = await StartAsync(new Flows
        {
            OnWork = (progress, _) =>
            {
                for (int i = 0; i < Reports; i++)
                    progress!.Report(i);
                reported.Open();
                return Task.FromResult("done");
            },
        });
        var seen = new List<int>();
        Task<string> call = caller.Work(new ImmediateProgress<int>(report =>
        {
            goOn.WaitAsync().GetAwaiter().GetResult();
            seen.Add(report);
        }));

        await reported.WaitAsync();
        Assert.False(call.IsCompleted);
        goOn.Open();

        Assert.Equal("done", await call.WithinLimitAsync());
        Assert.Equal(0, seen[0]);
        Assert.Equal(seen.Order(), seen);
        Assert.InRange(seen.Count, 2, Reports - 1);
    }

    private static async Task RoundTripsAsync(IFlows caller)
    {
        for (int i = 0; i < 200; i++)
            await caller.Ping().WithinLimitAsync();
    }

    private static async Task<long> CountAsync(Stream bytes)
    {
        byte[] buffer = new byte[BlockSize];
        long count = 0;
        while (await bytes.ReadAsync(buffer).WithinLimitAsync() is > 0 and var read)
            count += read;
        return count;
    }

    private async IAsyncEnumerable<byte[]> Pull(int count)
    {
        for (int i = 0; i < count; i++)
        {
            Interlocked.Increment(ref _pulled);
            yield return Block;
        }
        await Task.CompletedTask;
    }

    private async Task<IFlows> StartAsync(Flows flows)
    {
        await ServeAsync<IFlows>(flows);
        return await CallerAsync<IFlows>();
    }
}
