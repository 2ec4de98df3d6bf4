namespace PeerRpc.Integration.Behaviours;

/// <summary>Calls whose outcome is never told.</summary>
public abstract class OneWay<TTransport> : Conformance<TTransport>
    where TTransport : ITestTransport, new()
{
    [Fact]
    public async Task Void_Called_ArrivesAtTheCallee()
    {
        var shapes = new Shapes();
        await ServeAsync<IShapes>(shapes);
        IShapes caller = await CallerAsync<IShapes>();

        caller.Report("one");
        caller.Report("two");

        Assert.Equal("one", await shapes.NextAsync());
        Assert.Equal("two", await shapes.NextAsync());
    }

    [Fact]
    public async Task Task_Marked_CompletesAndArrives()
    {
        var shapes = new Shapes();
        await ServeAsync<IShapes>(shapes);
        IShapes caller = await CallerAsync<IShapes>();

        await caller.Post("one").WithinLimitAsync();
        await caller.PostLightly("two").WithinLimitAsync();

        Assert.Equal("one", await shapes.NextAsync());
        Assert.Equal("two", await shapes.NextAsync());
    }

    [Fact]
    public async Task Task_WhoseMethodNeverEnds_CompletesAllTheSame()
    {
        var end = new Gate();
        var entered = new Gate();
        await ServeAsync<INote>(new Note(async _ =>
        {
            entered.Open();
            await end.WaitAsync();
        }));
        INote caller = await CallerAsync<INote>();

        await caller.Post("x").WithinLimitAsync();
        await entered.WaitAsync();

        Assert.False(end.IsOpen);
        end.Open();
    }

    [Fact]
    public async Task Task_WhoseMethodThrows_CompletesWithoutAnError()
    {
        var second = new Gate();
        await ServeAsync<INote>(new Note(text =>
        {
            if (text == "second")
                second.Open();
            throw new InvalidOperationException("nobody is told");
        }));
        INote caller = await CallerAsync<INote>();

        await caller.Post("first").WithinLimitAsync();
        await caller.Post("second").WithinLimitAsync();

        await second.WaitAsync();
    }

    [Fact]
    public async Task Task_ToAnUnknownPeer_FailsBecauseItWasNeverAccepted()
    {
        PeerClient client = await ConnectAsync();

        await client.Peer("nobody").Controller<INote>().Post("x").FailsAsync(PeerErrorCode.PeerNotFound, Executed.No);
    }

    [Fact]
    public async Task Void_ToAnUnknownPeer_ThrowsNothing()
    {
        PeerClient client = await ConnectAsync();
        INote note = client.Peer("nobody").Controller<INote>();

        note.Report("x");

        await note.Post("y").FailsAsync(PeerErrorCode.PeerNotFound, Executed.No);
    }

    [Fact]
    public async Task Void_WhereTooManyWait_ThrowsResourceExhausted()
    {
        var end = new Gate();
        await ServeAsync<INote>(new Note(_ => end.WaitAsync()), configure: o => o.MaxCallsPerLink = 1);
        INote caller = await CallerAsync<INote>(configure: o => o.MaxWaitingCalls = 1);
        await caller.Post("runs").WithinLimitAsync();
        caller.Report("waits");

        PeerRpcException failure = Assert.Throws<PeerRpcException>(() => caller.Report("too much"));

        Assert.Equal((PeerErrorCode.ResourceExhausted, Executed.No), (failure.Code, failure.Executed));
        end.Open();
    }

    [Fact]
    public async Task Task_WhereNoPlaceIsFree_WaitsUntilOneIs()
    {
        var end = new Gate();
        await ServeAsync<INote>(new Note(_ => end.WaitAsync()), configure: o => o.MaxCallsPerLink = 1);
        INote caller = await CallerAsync<INote>();
        await caller.Post("runs").WithinLimitAsync();

        Task waiting = caller.Post("waits");

        Assert.False(waiting.IsCompleted);
        end.Open();
        await waiting.WithinLimitAsync();
    }
}
