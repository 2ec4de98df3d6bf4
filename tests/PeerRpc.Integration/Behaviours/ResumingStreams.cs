namespace PeerRpc.Integration.Behaviours;

/// <summary>Streams and live objects whose caller, callee or broker is away for a moment.</summary>
public abstract class ResumingStreams<TTransport> : Outage<TTransport>
    where TTransport : ITestTransport, new()
{
    // Of an observable that waits, no more than its buffer holds.
    private const int Pushed = 240;
    private const int Pulled = 3_000;

    private readonly Recorder<int> _seen = new();

    [Theory]
    [InlineData(StreamForm.Enumerable, Broken.Broker)]
    [InlineData(StreamForm.EnumerableInTask, Broken.Callee)]
    [InlineData(StreamForm.Observable, Broken.Broker)]
    [InlineData(StreamForm.ObservableInTask, Broken.Caller)]
    [InlineData(StreamForm.Enumerable, Broken.Both)]
    [InlineData(StreamForm.Observable, Broken.Caller)]
    public async Task Results_Interrupted_GoOnWithoutAGap(StreamForm form, Broken broken)
    {
        var source = new SlowSource(
            form is StreamForm.Enumerable or StreamForm.EnumerableInTask ? Pulled : Pushed, pauses: 3);
        IFlows flows = await StartAsync<IFlows>(new Flows(source.Items));

        await flows.ReadAsync(form, _seen);
        for (int pause = 0; pause < 3; pause++)
        {
            await source.PausedAsync(pause);
            // What is on its way now is lost with the connection, and sent again.
            await BreakAsync(broken);
            source.GoOn(pause);
        }

        await AllSeenAsync(source.Count);
    }

    [Theory]
    [InlineData(false, Broken.Broker)]
    [InlineData(true, Broken.Caller)]
    [InlineData(false, Broken.Callee)]
    public async Task Arguments_Interrupted_GoOnWithoutAGap(bool observed, Broken broken)
    {
        var source = new SlowSource(observed ? Pushed : Pulled);
        IFlows flows = await StartAsync<IFlows>(new Flows
        {
            OnTake = async (items, token) =>
            {
                await _seen.ReadAsync(items, token);
                return _seen.Items.Count;
            },
            OnObserve = async (values, _) =>
            {
                using IDisposable subscription = values.Subscribe(_seen);
                await _seen.EndAsync();
                return _seen.Items.Count;
            },
        });

        Task<int> call = observed ? flows.Observe(Flows.ToObservable(source.Items())) : flows.Take(source.Items());
        await source.PausedAsync();
        await BreakAsync(broken);
        source.GoOn();

        Assert.Equal(source.Count, await call.WithinLimitAsync());
        await AllSeenAsync(source.Count);
    }

    [Theory]
    [InlineData(Broken.Broker)]
    [InlineData(Broken.Caller)]
    [InlineData(Broken.Callee)]
    public async Task Bytes_Interrupted_AreWholeInBothDirections(Broken broken)
    {
        byte[] content = Bytes.Make(3_000_000);
        var read = new MemoryStream();
        IFlows flows = await StartAsync<IFlows>(new Flows
        {
            OnBytes = () => new MemoryStream(content),
            OnRead = async (bytes, token) =>
            {
                await bytes.CopyToAsync(read, token);
                return (int)read.Length;
            },
        });
        Task<int> upload = flows.Read(new MemoryStream(content));
        await using Stream download = await flows.Bytes().WithinLimitAsync();
        byte[] got = new byte[content.Length];

        for (int part = 0; part < 4; part++)
        {
            await download.ReadExactlyAsync(got.AsMemory(part * content.Length / 4, content.Length / 4))
                .AsTask().WithinLimitAsync();
            await BreakAsync(broken);
        }

        Assert.Equal(0, await download.ReadAsync(new byte[1]).AsTask().WithinLimitAsync());
        Assert.Equal(content, got);
        Assert.Equal(content.Length, await upload.WithinLimitAsync());
        Assert.Equal(content, read.ToArray());
    }

    [Theory]
    [InlineData(Broken.Broker)]
    [InlineData(Broken.Caller)]
    [InlineData(Broken.Callee)]
    public async Task Progress_Interrupted_IsTold(Broken broken)
    {
        var half = new Gate();
        var goOn = new Gate();
        IFlows flows = await StartAsync<IFlows>(new Flows
        {
            OnWork = async (progress, _) =>
            {
                for (int i = 0; i < 100; i++)
                {
                    if (i == 50)
                    {
                        half.Open();
                        await goOn.WaitAsync();
                    }
                    progress!.Report(i);
                }
                return "done";
            },
        });
        Task<string> work = flows.Work(new ImmediateProgress<int>(_seen.OnNext));
        await half.WaitAsync();

        await BreakAsync(broken);
        goOn.Open();

        Assert.Equal("done", await work.WithinLimitAsync());
        Assert.Equal(Enumerable.Range(0, 100), _seen.Items);
    }

    [Theory]
    [InlineData(Broken.Broker)]
    [InlineData(Broken.Caller)]
    [InlineData(Broken.Callee)]
    public async Task LiveObjects_AreTheSameAfterwards(Broken broken)
    {
        var given = new Node("given");
        var lent = new Node("lent");
        var goOn = new Gate();
        var inside = new Gate();
        INodes nodes = await StartAsync<INodes>(new Nodes
        {
            OnOpen = () => given,
            OnUse = async (node, _) =>
            {
                string before = await node.Name();
                inside.Open();
                await goOn.WaitAsync();
                return $"{before}, {await node.Name()}";
            },
        });
        INode node = await nodes.Open().WithinLimitAsync();
        INode child = await node.Child("child").WithinLimitAsync();
        Task<string> use = nodes.Use(lent);
        await inside.WaitAsync();

        await BreakAsync(broken);
        goOn.Open();

        Assert.Equal("lent, lent", await use.WithinLimitAsync());
        Assert.Equal("given", await node.Name().WithinLimitAsync());
        Assert.Equal("child", await child.Name().WithinLimitAsync());
        Assert.False(given.Disposed.IsOpen);
        await node.DisposeAsync().WithinLimitAsync();
        await given.Disposed.WaitAsync();
    }

    [Fact]
    public async Task Observable_ThatIsHot_GoesOnAfterARestart()
    {
        var source = new WatchedSource();
        IFlows flows = await StartAsync<IFlows>(new Flows { OnValues = _ => source });
        var third = new CountdownSignal(3);
        var seen = new Recorder<int>(_ => third.Count());
        using (flows.Values().Subscribe(seen))
        {
            await source.ObservedByAsync(1);
            source.OnNext(1);
            await RestartBrokerAsync();
            source.OnNext(2);
            source.OnNext(3);
            await third.WaitAsync();
        }

        await source.ObservedByAsync(0);
        Assert.Equal([1, 2, 3], seen.Items);
        Assert.Equal(1, source.Subscriptions);
    }

    [Fact]
    public async Task Reader_ThatStopsWhileAway_StopsTheProducer()
    {
        var producer = new Producer(3);
        IFlows flows = await StartAsync<IFlows>(new Flows(producer.Items));
        var third = new CountdownSignal(3);
        using IDisposable reading = await flows.ReadAsync(
            StreamForm.Enumerable, new Recorder<int>(_ => third.Count()));
        await third.WaitAsync();
        CallerCable.Pull();
        await IsAsync(Caller, PeerConnectionState.Reconnecting);

        reading.Dispose();
        Assert.False(producer.Stopped.IsOpen);
        CallerCable.Plug();

        await producer.Stopped.WaitAsync();
    }

    private async Task AllSeenAsync(int count)
    {
        Assert.Null(await _seen.EndAsync());
        Assert.Equal(Enumerable.Range(0, count), _seen.Items);
        Assert.Equal(1, _seen.Ends);
    }
}
