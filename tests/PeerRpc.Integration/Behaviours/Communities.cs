namespace PeerRpc.Integration.Behaviours;

/// <summary>What applications do with peers, from finding one another to telling everybody.</summary>
public abstract class Communities<TTransport> : Outage<TTransport>
    where TTransport : ITestTransport, new()
{
    [Fact]
    public async Task Capabilities_ThatPeersRegister_AreDiscoveredAndUsed()
    {
        PeerClient resizer = await ServeAsync<IProbe>(Answering("resized"), "resizer");
        await resizer.Directory.PublishAsync(new PeerProfile { Capabilities = ["resize", "crop"] }).WithinLimitAsync();
        PeerClient printer = await ServeAsync<IProbe>(Answering("printed"), "printer");
        await printer.Directory.PublishAsync(new PeerProfile { Capabilities = ["print"] }).WithinLimitAsync();
        PeerClient user = await ConnectAsync("user");

        IReadOnlyList<PeerInfo> found = await user.Directory.ListAsync(new PeerFilter { Capability = "crop" })
            .WithinLimitAsync();

        PeerInfo only = Assert.Single(found);
        Assert.Equal(("resizer", "/probe"), (only.Id, Assert.Single(only.Controllers).Path));
        Assert.Equal("printed", await user.AnyPeer("print").Controller<IProbe>().Ask("x").WithinLimitAsync());
        Assert.Equal("resized", await user.Peer(only.Id).Controller<IProbe>().Ask("x").WithinLimitAsync());
    }

    [Fact]
    public async Task TwoCollaborators_EditAtOnceAndOneIsAway_BothHaveEverything()
    {
        const int Edits = 50;
        (PeerClient ann, Pad annsPad) = await EnterAsync("ann", CutOff());
        (PeerClient ben, Pad bensPad) = await EnterAsync("ben");

        await Task.WhenAll(EditAsync(ann, 0), EditAsync(ben, 1000)).WithinLimitAsync();
        CallerCable.Cut();
        await Task.WhenAll(EditAsync(ann, 2000), EditAsync(ben, 3000)).WithinLimitAsync();
        await annsPad.UntilAsync(3000 + Edits - 1);
        await bensPad.UntilAsync(2000 + Edits - 1);

        // What Ben sent came once, also while Ann was away. She did not know of one edit whether it had been taken, and
        // made it again: so it may have come twice.
        Assert.Equal([.. Numbers(1000), .. Numbers(3000)], annsPad.Numbers);
        Assert.Equal([.. Numbers(0), .. Numbers(2000)], bensPad.Numbers.Distinct());

        async Task EditAsync(PeerClient client, int first)
        {
            IPad all = client.Group("room").Controller<IPad>();
            foreach (int number in Numbers(first))
                await InsertAsync(all, number);
        }

        static async Task InsertAsync(IPad all, int number)
        {
            try
            {
                await all.Insert(number);
            }
            catch (PeerRpcException lost) when (lost.Code == PeerErrorCode.ConnectionLost)
            {
                await all.Insert(number);
            }
        }

        static IEnumerable<int> Numbers(int first) => Enumerable.Range(first, Edits);
    }

    [Fact]
    public async Task Chat_PostDirectProfileAndList_ReachWhomTheyAreFor()
    {
        (PeerClient ann, Pad annsPad) = await EnterAsync("ann");
        (PeerClient ben, Pad bensPad) = await EnterAsync("ben");
        (PeerClient cat, Pad catsPad) = await EnterAsync("cat");
        await using var bensView = new DirectoryWatcher(ben.Group("room"));
        await using var catsView = new DirectoryWatcher(cat.Group("room"));

        await ann.Group("room").Controller<IPad>().Insert(1).WithinLimitAsync();
        await ann.Peer("ben").Controller<IPad>().Insert(2).WithinLimitAsync();
        await ann.Group("room").Controller<IPad>().Insert(3).WithinLimitAsync();
        await Task.WhenAll(bensPad.UntilAsync(2), bensPad.UntilAsync(3), catsPad.UntilAsync(3));
        var mood = new Dictionary<string, string> { ["mood"] = "glad" };
        await ann.Directory.PublishAsync(new PeerProfile { Metadata = mood }).WithinLimitAsync();
        await bensView.UntilAsync(IsGlad);
        await catsView.UntilAsync(IsGlad);

        Assert.Empty(annsPad.Numbers);
        Assert.Equal([1, 2, 3], bensPad.Numbers.Order());
        Assert.Equal([1, 3], catsPad.Numbers);
        IReadOnlyList<PeerInfo> members = await ben.Group("room").ListMembersAsync().WithinLimitAsync();
        Assert.Equal(["ann", "ben", "cat"], members.Select(member => member.Id).Order());
        await cat.DisposeAsync().WithinLimitAsync();
        PeerDirectoryUpdate left = await bensView.UntilGoneAsync("cat");
        Assert.Equal(["ann", "ben"], left.Peers.Keys.Order());

        static bool IsGlad(PeerDirectoryUpdate update) =>
            update.Peers.TryGetValue("ann", out PeerInfo? peer) && peer.Metadata.GetValueOrDefault("mood") == "glad";
    }

    private static Probe Answering(string text) => Probe.Doing(() => Task.FromResult(text));

    private Action<PeerClientOptions> CutOff()
    {
        CallerCable = new Brokers.Cable(() => Broker);
        return Over(CallerCable);
    }

    private async Task<(PeerClient Client, Pad Pad)> EnterAsync(
        string id, Action<PeerClientOptions>? configure = null)
    {
        var pad = new Pad();
        PeerClient client = await ServeAsync<IPad>(pad, id, configure);
        await client.Group("room").JoinAsync().WithinLimitAsync();
        return (client, pad);
    }
}
