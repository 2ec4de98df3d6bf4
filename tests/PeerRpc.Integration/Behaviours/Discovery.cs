using Microsoft.Extensions.DependencyInjection;

namespace PeerRpc.Integration.Behaviours;

/// <summary>What the directory tells of peers.</summary>
public abstract class Discovery<TTransport> : Outage<TTransport>
    where TTransport : ITestTransport, new()
{
    private static readonly PeerProfile Worker = new()
    {
        Capabilities = ["resize-images"],
        Metadata = new Dictionary<string, string> { ["version"] = "3" },
    };

    [Fact]
    public async Task Get_APeer_TellsWhatItServesAndSaysOfItself()
    {
        PeerClient bob = await ConnectAsync(null, o => o.AccessToken = _ => new("bob"));
        bob.RegisterController<IProbe>(new Probe());
        await bob.Directory.PublishAsync(Worker).WithinLimitAsync();
        await bob.RegisterAsPeerAsync("bob").WithinLimitAsync();
        PeerClient client = await ConnectAsync();

        PeerInfo? found = await client.Directory.GetAsync("bob").WithinLimitAsync();

        Assert.NotNull(found);
        Assert.Equal(("bob", PeerState.Online), (found.Id, found.State));
        Assert.InRange(found.Since, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(5));
        Assert.Equal(["resize-images"], found.Capabilities);
        Assert.Equal("3", found.Metadata["version"]);
        Assert.Contains("bob", found.Claims.Values);
        PeerControllerInfo controller = Assert.Single(found.Controllers);
        Assert.Equal("/probe", controller.Path);
        Assert.Contains(controller.Methods, method => method.StartsWith("Ask(", StringComparison.Ordinal));
        Assert.Null(await client.Directory.GetAsync("nobody").WithinLimitAsync());
    }

    [Fact]
    public async Task List_WithAFilter_HasThoseThatMatch()
    {
        foreach (string id in (string[])["w.1", "w.2", "other"])
        {
            PeerClient peer = await ConnectAsync(id);
            if (id != "w.2")
                await peer.Directory.PublishAsync(Worker).WithinLimitAsync();
        }
        PeerDirectory directory = (await ConnectAsync()).Directory;

        Assert.Equal(["other", "w.1", "w.2"], await ListAsync(null));
        Assert.Equal(["w.1", "w.2"], await ListAsync(new PeerFilter { IdPrefix = "w." }));
        Assert.Equal(["other", "w.1"], await ListAsync(new PeerFilter { Capability = "resize-images" }));
        Assert.Equal(["w.1"], await ListAsync(new PeerFilter { IdPrefix = "w.", Metadata = Worker.Metadata }));
        Assert.Empty(await ListAsync(new PeerFilter { Metadata = new Dictionary<string, string> { ["a"] = "b" } }));

        async Task<IEnumerable<string>> ListAsync(PeerFilter? filter) =>
            (await directory.ListAsync(filter).WithinLimitAsync()).Select(peer => peer.Id).Order();
    }

    [Fact]
    public async Task Views_BeyondTheLimit_AreRefusedUntilOneEnds()
    {
        await StartBrokerAsync(options => options.MaxDirectoryViews = 1);
        PeerClient client = await ConnectAsync("alice");
        await using (var first = new DirectoryWatcher(client))
        {
            await first.UntilAsync(update => update.Peers.ContainsKey("alice"));

            PeerRpcException refused = await Assert.ThrowsAsync<PeerRpcException>(
                () => client.Directory.ListAsync().WithinLimitAsync());
            await using IAsyncEnumerator<PeerDirectoryUpdate> second =
                client.Directory.WatchAsync().GetAsyncEnumerator();
            PeerRpcException refusedToo = await Assert.ThrowsAsync<PeerRpcException>(
                () => second.MoveNextAsync().AsTask().WithinLimitAsync());

            Assert.Equal(PeerErrorCode.ResourceExhausted, refused.Code);
            Assert.Equal(PeerErrorCode.ResourceExhausted, refusedToo.Code);
        }
        // The broker learns a moment later that the first watcher has gone.
        long until = Environment.TickCount64 + (long)WaitExtensions.Limit.TotalMilliseconds;
        while (!await TryListAsync(client))
            Assert.True(Environment.TickCount64 < until, "The watch that has ended still counts.");

        static async Task<bool> TryListAsync(PeerClient client)
        {
            try
            {
                return (await client.Directory.ListAsync().WithinLimitAsync()).Count == 1;
            }
            catch (PeerRpcException busy) when (busy.Code == PeerErrorCode.ResourceExhausted)
            {
                return false;
            }
        }
    }

    [Fact]
    [Trait("Must", "Q-33")]
    public async Task List_OfManyPeers_HasEachOnce()
    {
        string[] ids = [.. Enumerable.Range(0, 300).Select(i => $"peer{i:D3}")];
        await StartBrokerAsync(options => options.MaxPeerIdsPerClient = ids.Length);
        PeerClient many = await ConnectAsync();
        await Task.WhenAll(ids.Select(id => many.RegisterAsPeerAsync(id))).WithinLimitAsync();
        await using var watcher = new DirectoryWatcher(many);

        IReadOnlyList<PeerInfo> listed = await many.Directory.ListAsync().WithinLimitAsync();

        Assert.Equal(ids, listed.Select(peer => peer.Id).Order());
        PeerDirectoryUpdate first = await watcher.UntilAsync(_ => true);
        Assert.Equal(ids, first.Changed.Select(peer => peer.Id).Order());
    }

    [Fact]
    [Trait("Must", "Q-32")]
    public async Task Watch_OfAPeersLife_SeesEveryTurnOfIt()
    {
        await StartAsync<IProbe>(new Probe());
        await using var watcher = new DirectoryWatcher(Caller);
        PeerDirectoryUpdate first = await watcher.UntilAsync(_ => true);
        Assert.Equal(["callee", "caller"], first.Peers.Keys.Order());

        await Callee.Directory.PublishAsync(Worker).WithinLimitAsync();
        await watcher.UntilAsync(update => update.Peers["callee"].Capabilities.Count == 1);
        CalleeCable.Pull();
        await watcher.UntilAsync("callee", PeerState.Reconnecting);
        CalleeCable.Plug();
        PeerDirectoryUpdate back = await watcher.UntilAsync("callee", PeerState.Online);
        Assert.Equal(["resize-images"], back.Peers["callee"].Capabilities);
        await Callee.UnregisterPeerAsync("callee").WithinLimitAsync();
        PeerDirectoryUpdate last = await watcher.UntilGoneAsync("callee");

        Assert.Equal(["callee"], last.Gone);
        Assert.Equal(["caller"], last.Peers.Keys);
        Assert.Equal(["callee"], watcher.Gone);
    }

    [Fact]
    [Trait("Must", "Q-32")]
    public async Task Watch_OfAPeerThatStaysAway_SeesItGoWhenTheWindowEnds()
    {
        await StartAsync<IProbe>(new Probe(), ShortWindow);
        await using var watcher = new DirectoryWatcher(Caller);
        await watcher.UntilAsync("callee", PeerState.Online);

        CalleeCable.Pull();

        await watcher.UntilGoneAsync("callee");
        Assert.Equal([PeerState.Online, PeerState.Reconnecting], watcher.StatesOf("callee"));
    }

    [Fact]
    [Trait("Must", "Q-33")]
    public async Task Watch_ThatLosesTheBroker_IsStaleAndThenTellsOnlyWhatHasChanged()
    {
        await StartAsync<IProbe>(new Probe());
        await using var watcher = new DirectoryWatcher(Caller);
        await watcher.UntilAsync("callee", PeerState.Online);

        CallerCable.Pull();
        PeerDirectoryUpdate stale = await watcher.UntilAsync(update => update.IsStale);
        await Callee.Directory.PublishAsync(Worker).WithinLimitAsync();
        await ConnectAsync("new");
        CallerCable.Plug();
        await watcher.UntilAsync(update => !update.IsStale && update.Peers.ContainsKey("new"));
        PeerDirectoryUpdate last = await watcher.UntilAsync("caller", PeerState.Online);

        Assert.Equal(["callee", "caller"], stale.Peers.Keys.Order());
        Assert.Equal(["callee", "caller", "new"], last.Peers.Keys.Order());
        Assert.Equal(["resize-images"], last.Peers["callee"].Capabilities);
        Assert.Empty(watcher.Gone);
        Assert.Equal([PeerState.Online], watcher.StatesOf("callee"));
    }

    [Fact]
    public async Task Watch_OverABrokersRestart_ReportsNobodyGoneWhoComesBack()
    {
        await StartAsync<IProbe>(new Probe());
        await using var watcher = new DirectoryWatcher(Caller);
        await watcher.UntilAsync("callee", PeerState.Online);

        CalleeCable.Pull();
        await RestartBrokerAsync();
        await watcher.UntilAsync("callee", PeerState.Reconnecting);
        CalleeCable.Plug();
        await watcher.UntilAsync("callee", PeerState.Online);
        await watcher.UntilAsync("caller", PeerState.Online);

        Assert.Empty(watcher.Gone);
    }

    [Fact]
    public async Task Watch_OverABrokersRestart_ReportsGoneWhoHasNotComeBackWhenTheWindowEnds()
    {
        await StartAsync<IProbe>(new Probe(), ShortWindow);
        await using var watcher = new DirectoryWatcher(Caller);
        await watcher.UntilAsync("callee", PeerState.Online);

        CalleeCable.Pull();
        await RestartBrokerAsync();

        await watcher.UntilGoneAsync("callee");
        Assert.Equal(["callee"], watcher.Gone);
    }

    [Fact]
    [Trait("Must", "Q-31")]
    public async Task Watch_OfPeersThatAreHidden_TellsNothingOfThem()
    {
        await StartBrokerAsync(null, builder =>
        {
            builder.Services.AddSingleton(new RulePolicy { Send = (_, id) => new(id != "hidden") });
            builder.AddPolicy<RulePolicy>();
        });
        PeerClient client = await ConnectAsync("watcher");
        PeerClient hidden = await ConnectAsync("hidden");
        await using var watcher = new DirectoryWatcher(client);
        await watcher.UntilAsync("watcher", PeerState.Online);

        await hidden.Directory.PublishAsync(Worker).WithinLimitAsync();
        await hidden.UnregisterPeerAsync("hidden").WithinLimitAsync();
        await hidden.RegisterAsPeerAsync("hidden").WithinLimitAsync();
        Assert.Null(await client.Directory.GetAsync("hidden").WithinLimitAsync());
        Assert.Equal("watcher", Assert.Single(await client.Directory.ListAsync().WithinLimitAsync()).Id);
        await ConnectAsync("open");
        await watcher.UntilAsync("open", PeerState.Online);

        Assert.Empty(watcher.Gone);
        Assert.All(watcher.Updates, update => Assert.DoesNotContain("hidden", update.Peers.Keys));
    }

    [Fact]
    public async Task Watch_OfAPeerThatStopsMatching_SeesItGo()
    {
        PeerClient worker = await ConnectAsync("worker");
        await worker.Directory.PublishAsync(Worker).WithinLimitAsync();
        await using var watcher =
            new DirectoryWatcher(await ConnectAsync("watcher"), new PeerFilter { Capability = "resize-images" });
        PeerDirectoryUpdate first = await watcher.UntilAsync("worker", PeerState.Online);
        Assert.Equal(["worker"], first.Peers.Keys);

        await worker.Directory.PublishAsync(new PeerProfile()).WithinLimitAsync();

        PeerDirectoryUpdate last = await watcher.UntilGoneAsync("worker");
        Assert.Empty(last.Peers);
    }

    [Fact]
    [Trait("Must", "Q-34")]
    public async Task Publish_TooMuch_IsRefusedAndChangesNothing()
    {
        PeerClient bob = await ConnectAsync("bob");
        await bob.Directory.PublishAsync(Worker).WithinLimitAsync();
        var large = new PeerProfile { Capabilities = [new string('x', 5000)] };

        PeerRpcException refused = await bob.Directory.PublishAsync(large)
            .FailsAsync(PeerErrorCode.InvalidArgument, Executed.No);

        Assert.Contains("4096", refused.Message, StringComparison.Ordinal);
        PeerInfo? found = await bob.Directory.GetAsync("bob").WithinLimitAsync();
        Assert.Equal(["resize-images"], found!.Capabilities);
    }

    [Fact]
    public async Task Controllers_RegisteredLater_AreTold()
    {
        PeerClient bob = await ConnectAsync("bob");
        await using var watcher = new DirectoryWatcher(bob);
        await watcher.UntilAsync("bob", PeerState.Online);

        IDisposable registration = bob.RegisterController<IProbe>("/later", new Probe());
        await watcher.UntilAsync(update => update.Peers["bob"].Controllers is [{ Path: "/later" }]);
        registration.Dispose();

        await watcher.UntilAsync(update => update.Peers["bob"].Controllers.Count == 0);
    }

    [Fact]
    public async Task Watch_OfAClientThatIsDisposed_Ends()
    {
        PeerClient bob = await ConnectAsync("bob");
        var watcher = new DirectoryWatcher(bob);
        await watcher.UntilAsync("bob", PeerState.Online);

        await bob.DisposeAsync().WithinLimitAsync();

        await Assert.ThrowsAnyAsync<PeerRpcException>(() => watcher.UntilAsync(_ => false));
        await watcher.DisposeAsync();
    }
}
