namespace PeerRpc.Integration.Behaviours;

/// <summary>Ids that a client's options name: they are had as soon as that is possible, and again when lost.</summary>
public abstract class WantedIds<TTransport> : Outage<TTransport>
    where TTransport : ITestTransport, new()
{
    [Fact]
    public async Task Start_WithoutABroker_DoesEverythingOnceThereIsOne()
    {
        await StartBrokerAsync();
        var cable = new Cable(() => Broker);
        cable.Pull();
        var pad = new Pad();

        await using PeerClient client = PeerClient.Start(
            Broker.Address, Over(cable, options => options.PeerIds.Add("late")), it => it.RegisterController<IPad>(pad));
        Task joining = client.Group("doc").JoinAsync();
        Assert.Empty(client.PeerIds);
        cable.Plug();
        await joining.WithinLimitAsync();
        await (await ConnectAsync()).Group("doc").Controller<IPad>().Insert(1).WithinLimitAsync();
        await pad.UntilAsync(1);

        Assert.Equal(["late"], client.PeerIds);
    }

    [Fact]
    public async Task Id_OfAnother_IsHadAsSoonAsItIsFree()
    {
        PeerClient other = await ConnectAsync("alice");
        var cable = new Cable(() => Broker);
        var changes = new Recorder<PeerRegistrationChange>();

        await using PeerClient client = PeerClient.Start(
            Broker.Address, Over(cable, options => options.PeerIds.Add("alice")),
            prepared => prepared.RegistrationChanges.Subscribe(changes));
        await IsToldAsync(client, change => change.Failure?.Code == PeerErrorCode.PeerIdInUse);
        await other.UnregisterPeerAsync("alice").WithinLimitAsync();
        await IsToldAsync(client, change => change.IsRegistered);
        await client.DisposeAsync().AsTask().WithinLimitAsync();

        Assert.Null(await changes.EndAsync());
        Assert.All(changes.Items, change => Assert.Equal("alice", change.PeerId));
        Assert.Equal(
            [null, PeerErrorCode.PeerIdInUse, null],
            changes.Items.Select(change => change.Failure?.Code).TakeLast(3));
    }

    [Fact]
    public async Task Id_LostToAnother_IsHadAgainAndWithItTheMembership()
    {
        await StartBrokerAsync(options => options.ResumeWindow = ShortWindow);
        var cable = new Cable(() => Broker);
        var pad = new Pad();
        PeerClient member = await ConnectAsync(null, Over(cable, options => options.PeerIds.Add("member")));
        member.RegisterController<IPad>(pad);
        PeerGroup group = member.Group("doc");
        var gap = new Signal<PeerGroupGap>();
        group.Gaps.Subscribe(gap.Set);
        await group.JoinAsync().WithinLimitAsync();
        IPad all = (await ConnectAsync("sender")).Group("doc").Controller<IPad>();
        await all.Insert(1).WithinLimitAsync();
        await pad.UntilAsync(1);

        cable.Pull();
        PeerClient thief = await ConnectAsync();
        await TakeAsync(thief, "member");
        cable.Plug();
        await IsToldAsync(member, change => change.Failure?.Code == PeerErrorCode.PeerIdInUse);
        Assert.Empty(member.PeerIds);
        await all.Insert(2).WithinLimitAsync();
        await thief.DisposeAsync().AsTask().WithinLimitAsync();

        PeerGroupGap missed = await gap.WaitAsync();
        Assert.Equal((null, PeerGroupGapReason.Reconnect), (missed.Missed, missed.Reason));
        await all.Insert(3).WithinLimitAsync();
        await pad.UntilAsync(3);
        Assert.Equal([1, 3], pad.Numbers);
        Assert.Equal(["member"], member.PeerIds);
    }

    [Fact]
    public async Task Id_ThatIsGivenUp_IsNotHadAgain()
    {
        PeerClient client = await ConnectAsync(null, options =>
        {
            options.PeerIds.Add("one");
            options.PeerIds.Add("two");
        });
        Assert.Equal(["one", "two"], client.PeerIds);

        await client.UnregisterPeerAsync("one").WithinLimitAsync();
        await ConnectAsync("one");

        Assert.Equal(["two"], client.PeerIds);
        await client.Group("doc").JoinAsync().WithinLimitAsync();
        Assert.Equal(["two"], (await client.Group("doc").ListMembersAsync().WithinLimitAsync()).Select(peer => peer.Id));
    }

    // As soon as nobody keeps it any more.
    private static async Task TakeAsync(PeerClient client, string id)
    {
        using var late = new CancellationTokenSource(WaitExtensions.Limit);
        while (true)
        {
            try
            {
                await client.RegisterAsPeerAsync(id, late.Token).WithinLimitAsync();
                return;
            }
            catch (PeerRpcException kept) when (kept.Code == PeerErrorCode.PeerIdInUse)
            {
                late.Token.ThrowIfCancellationRequested();
            }
        }
    }

    private static async Task IsToldAsync(PeerClient client, Predicate<PeerRegistrationChange> isIt)
    {
        var told = new Gate();
        using IDisposable watching = client.RegistrationChanges.Subscribe(change =>
        {
            if (isIt(change))
                told.Open();
        });
        await told.WaitAsync();
    }
}
