namespace PeerRpc.Integration.Behaviours;

/// <summary>Objects that are called where they live, by whoever was given them, for as long as they are held.</summary>
public abstract class LiveObjects<TTransport> : Conformance<TTransport>
    where TTransport : ITestTransport, new()
{
    [Fact]
    public async Task Result_Released_IsDisposedAndCannotBeCalled()
    {
        var node = new Node("a");
        INode proxy = await OpenAsync(node);
        Assert.Equal("a", await proxy.Name().WithinLimitAsync());
        Assert.False(node.Disposed.IsOpen);

        await proxy.DisposeAsync().WithinLimitAsync();
        await proxy.DisposeAsync().WithinLimitAsync();

        await node.Disposed.WaitAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => proxy.Name());
    }

    [Fact]
    public async Task Argument_KeptByTheCallee_IsCalledAfterTheCallUntilItIsReleased()
    {
        var nodes = new Nodes();
        await ServeAsync<INodes>(nodes);
        var node = new Node("mine");
        await (await CallerAsync<INodes>()).Keep(node).WithinLimitAsync();

        INode kept = await nodes.Kept.WaitAsync();
        Assert.Equal("mine", await kept.Name().WithinLimitAsync());
        Assert.Equal("x", await kept.Ask("x").WithinLimitAsync());
        Assert.False(node.Disposed.IsOpen);
        await kept.DisposeAsync().WithinLimitAsync();

        await node.Disposed.WaitAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => kept.Name());
    }

    [Fact]
    public async Task Argument_OfACallThatFails_StaysTheCallers()
    {
        INode? seen = null;
        await ServeAsync<INodes>(new Nodes
        {
            OnUse = async (given, _) =>
            {
                seen = given;
                await given.Name();
                throw new InvalidOperationException();
            },
        });
        var node = new Node("mine");

        await (await CallerAsync<INodes>()).Use(node).FailsAsync(PeerErrorCode.Internal, Executed.Yes);

        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            while (true)
                await seen!.Name().WithinLimitAsync();
        });
        Assert.False(node.Disposed.IsOpen);
    }

    [Fact]
    public async Task Child_OfAnObject_LivesOnItsOwn()
    {
        var node = new Node("a");
        INode proxy = await OpenAsync(node);
        INode child = await proxy.Child("b").WithinLimitAsync();

        await proxy.DisposeAsync().WithinLimitAsync();

        await node.Disposed.WaitAsync();
        Assert.Equal("b", await child.Name().WithinLimitAsync());
        Assert.Equal("grandchild", await (await child.Child("grandchild").WithinLimitAsync()).Name().WithinLimitAsync());
        await child.DisposeAsync().WithinLimitAsync();
        await node.Children.Single().Disposed.WaitAsync();
    }

    [Fact]
    public async Task Object_PassedToAnother_IsCalledThroughWhoPassedIt()
    {
        var mine = new Node("mine");
        INode theirs = await OpenAsync(new Node("theirs"));

        Assert.Equal("theirs and mine", await theirs.Describe(mine).WithinLimitAsync());

        await mine.Disposed.WaitAsync();
    }

    [Fact]
    public async Task Object_PassedToAThirdPeer_ReachesItsOwnerAndIsReleasedThroughThePasser()
    {
        var node = new Node("origin");
        await ServeAsync<INodes>(new Nodes { OnOpen = () => node }, "origin");
        PeerClient middle = await ConnectAsync();
        INode proxy = await middle.Peer("origin").Controller<INodes>().Open().WithinLimitAsync();
        var third = new Nodes();
        await ServeAsync<INodes>(third, "third");
        await middle.Peer("third").Controller<INodes>().Keep(proxy).WithinLimitAsync();

        INode passed = await third.Kept.WaitAsync();
        Assert.Equal("origin", await passed.Name().WithinLimitAsync());
        await passed.Fail().FailsAsync(PeerErrorCode.ApplicationError, Executed.Yes);
        await passed.DisposeAsync().WithinLimitAsync();

        await node.Disposed.WaitAsync();
    }

    [Fact]
    public async Task Error_DeclaredByTheObjectsContract_ArrivesWithItsData()
    {
        INode proxy = await OpenAsync(new Node("a"));

        PeerRpcException failure = await proxy.Fail().FailsAsync(PeerErrorCode.ApplicationError, Executed.Yes);

        Assert.Equal(new Full(7), Assert.IsType<PeerApplicationException<Full>>(failure).Detail);
    }

    [Fact]
    public async Task Items_ThatAreObjects_AreCalledAndReleased()
    {
        Node[] nodes = [.. Enumerable.Range(0, 20).Select(i => new Node($"{i}"))];
        await ServeAsync<INodes>(new Nodes { OnAll = () => nodes.ToAsyncEnumerable<INode>() });
        INodes caller = await CallerAsync<INodes>();
        var names = new List<string>();

        await foreach (INode node in caller.All())
        {
            await using (node)
                names.Add(await node.Name().WithinLimitAsync());
        }

        Assert.Equal(nodes.Select((_, i) => $"{i}"), names);
        foreach (Node node in nodes)
            await node.Disposed.WaitAsync();
    }

    [Fact]
    public async Task Callbacks_WithFullWindows_DoNotDeadlock()
    {
        // Each call carries half a megabyte there, back, and between, and there are more of them than any window holds.
        string large = new('x', 512 * 1024);
        await ServeAsync<INodes>(new Nodes { OnUse = (given, token) => given.Ask(large, token) });
        INodes caller = await CallerAsync<INodes>();
        var node = new Node("mine");

        string[] answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => caller.Use(node)))
            .WithinLimitAsync();

        Assert.All(answers, answer => Assert.Equal(large.Length, answer.Length));
    }

    [Fact]
    public async Task Callback_OfACancelledCall_IsCancelledToo()
    {
        var entered = new Signal<CancellationToken>();
        await ServeAsync<INodes>(new Nodes { OnUse = (given, token) => given.Ask("x", token) });
        INodes caller = await CallerAsync<INodes>();
        var node = new Node("mine")
        {
            OnAsk = async (_, token) =>
            {
                entered.Set(token);
                await token.FiredAsync();
                return "";
            },
        };
        using var source = new CancellationTokenSource();
        Task<string> call = caller.Use(node, source.Token);
        CancellationToken token = await entered.WaitAsync();

        await source.CancelAsync();

        await call.IsCancelledAsync(Executed.Maybe);
        await token.FiredAsync();
    }

    private async Task<INode> OpenAsync(INode node)
    {
        await ServeAsync<INodes>(new Nodes { OnOpen = () => node });
        return await (await CallerAsync<INodes>()).Open().WithinLimitAsync();
    }
}
