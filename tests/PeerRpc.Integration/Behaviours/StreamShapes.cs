using System.IO.Pipelines;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;

namespace PeerRpc.Integration.Behaviours;

/// <summary>Every shape of a stream arrives whole and in order, in every place.</summary>
public abstract class StreamShapes<TTransport> : Conformance<TTransport>
    where TTransport : ITestTransport, new()
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(50_000)]
    public async Task Enumerable_Result_ArrivesInOrder(int count)
    {
        IStreams caller = await StartAsync();

        List<int> items = await caller.Count(count).ToListAsync().AsTask().WithinLimitAsync();

        Assert.Equal(Enumerable.Range(0, count), items);
    }

    [Fact]
    public async Task Enumerable_InATask_ArrivesInOrder()
    {
        IStreams caller = await StartAsync();

        IAsyncEnumerable<int> items = await caller.CountLater(1000).WithinLimitAsync();

        Assert.Equal(Enumerable.Range(0, 1000), await items.ToListAsync().AsTask().WithinLimitAsync());
        items = await caller.CountSoon(10).AsTask().WithinLimitAsync();
        Assert.Equal(Enumerable.Range(0, 10), await items.ToListAsync().AsTask().WithinLimitAsync());
    }

    [Theory]
    [InlineData(100, 1000)]
    [InlineData(40, 64 * 1024)]
    [InlineData(5, 3 * 1024 * 1024)]
    public async Task Enumerable_OfBlocks_ArrivesWhole(int count, int size)
    {
        IStreams caller = await StartAsync();
        int at = 0;

        await foreach (byte[] block in caller.Blocks(count, size))
            Assert.Equal(Bytes.Make(size, at++), block);

        Assert.Equal(count, at);
    }

    [Fact]
    public async Task Enumerable_OfEnumerables_ArrivesInOrder()
    {
        IStreams caller = await StartAsync();
        var items = new List<int>();

        await foreach (IAsyncEnumerable<int> row in caller.Rows(20, 30))
            items.AddRange(await row.ToListAsync().AsTask().WithinLimitAsync());

        Assert.Equal(Enumerable.Range(0, 600), items);
    }

    [Fact]
    public async Task Enumerable_Argument_IsRead()
    {
        IStreams caller = await StartAsync();

        int sum = await caller.Sum(Enumerable.Range(1, 10_000).ToAsyncEnumerable()).WithinLimitAsync();

        Assert.Equal(50_005_000, sum);
    }

    [Fact]
    public async Task Enumerable_ArgumentAndResult_FlowAtOnce()
    {
        IStreams caller = await StartAsync();

        List<int> doubled = await caller.Twice(Enumerable.Range(0, 10_000).ToAsyncEnumerable())
            .ToListAsync().AsTask().WithinLimitAsync();

        Assert.Equal(Enumerable.Range(0, 10_000).Select(i => 2 * i), doubled);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20_000)]
    public async Task Observable_Result_ArrivesInOrder(int count)
    {
        IStreams caller = await StartAsync();

        IList<int> items = await caller.Range(count).ToList().FirstAsync().ToTask().WithinLimitAsync();

        Assert.Equal(Enumerable.Range(0, count), items);
    }

    [Fact]
    public async Task Observable_Argument_IsObserved()
    {
        IStreams caller = await StartAsync();

        Assert.Equal(4950, await caller.SumObserved(Observable.Range(0, 100)).WithinLimitAsync());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5_000_000)]
    public async Task Bytes_Result_ArriveWhole(int length)
    {
        IStreams caller = await StartAsync();

        await using Stream stream = await caller.Read(length).WithinLimitAsync();

        Assert.Equal(Bytes.Make(length), await ReadAsync(stream));
    }

    [Fact]
    public async Task Bytes_OfAPipe_ArriveWhole()
    {
        IStreams caller = await StartAsync();

        PipeReader reader = await caller.ReadPipe(300_000).WithinLimitAsync();

        Assert.Equal(Bytes.Make(300_000), await ReadAsync(reader.AsStream()));
        Assert.Equal(
            200_000, await caller.WritePipe(PipeReader.Create(new MemoryStream(new byte[200_000]))).WithinLimitAsync());
    }

    [Fact]
    public async Task Bytes_Argument_ArriveWhole()
    {
        IStreams caller = await StartAsync();
        using var content = new MemoryStream(new byte[3_000_000]);

        Assert.Equal(3_000_000, await caller.Write(content).WithinLimitAsync());

        Assert.True(content.CanRead, "An argument stays the caller's.");
    }

    [Fact]
    public async Task Bytes_ArgumentAndResult_FlowAtOnce()
    {
        IStreams caller = await StartAsync();
        byte[] content = Bytes.Make(2_000_000);

        await using Stream mirrored = await caller.Mirror(new MemoryStream(content)).WithinLimitAsync();

        Assert.Equal(content, await ReadAsync(mirrored));
    }

    [Fact]
    public async Task Progress_IsReportedBeforeTheCallEnds()
    {
        IStreams caller = await StartAsync();
        var reports = new List<int>();

        Assert.Equal("done", await caller.Work(100, new ImmediateProgress<int>(reports.Add)).WithinLimitAsync());

        Assert.Equal(Enumerable.Range(1, 100), reports);
        Assert.Equal("done", await caller.Work(3).WithinLimitAsync());
    }

    [Fact]
    public async Task Object_Result_IsCalledAndDisposed()
    {
        var streams = new Streams();
        await ServeAsync<IStreams>(streams);
        IStreams caller = await CallerAsync<IStreams>();

        ICounter counter = await caller.OpenCounter(10).WithinLimitAsync();
        Assert.Equal(15, await counter.Add(5).WithinLimitAsync());
        Assert.Equal(15, await counter.Changes().FirstAsync().ToTask().WithinLimitAsync());

        await counter.DisposeAsync().WithinLimitAsync();
        await streams.Counter.Disposed.WaitAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => counter.Add(1));
    }

    [Fact]
    public async Task Object_Argument_IsCalledBackAndReleased()
    {
        IStreams caller = await StartAsync();
        var counter = new Counter(1);

        Assert.Equal(3, await caller.AddTo(counter, 2).WithinLimitAsync());

        await counter.Disposed.WaitAsync();
    }

    private async Task<IStreams> StartAsync()
    {
        await ServeAsync<IStreams>(new Streams());
        return await CallerAsync<IStreams>();
    }

    private static async Task<byte[]> ReadAsync(Stream stream)
    {
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy).WithinLimitAsync();
        return copy.ToArray();
    }
}
