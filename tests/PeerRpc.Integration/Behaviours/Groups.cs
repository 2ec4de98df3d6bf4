using Microsoft.Extensions.DependencyInjection;
using PeerRpc.Broker.Groups;
using PeerRpc.Core.Groups;

namespace PeerRpc.Integration.Behaviours;

/// <summary>What the members of a group tell one another.</summary>
public abstract class Groups<TTransport> : Outage<TTransport>
    where TTransport : ITestTransport, new()
{
    [Fact]
    [Trait("Must", "Q-36")]
    public async Task Controller_CalledByAMember_ReachesEveryOtherAndNotTheSender()
    {
        (PeerGroup alice, Pad alices) = await JoinAsync("alice");
        (_, Pad bobs) = await JoinAsync("bob");
        (PeerGroup carol, Pad carols) = await JoinAsync("carol");

        await alice.Controller<IPad>().Insert(1).WithinLimitAsync();
        alice.Controller<IPad>().Poke(2);
        await Task.WhenAll(bobs.UntilAsync(2), carols.UntilAsync(2));
        await carol.Controller<IPad>().Insert(3).WithinLimitAsync();
        await Task.WhenAll(alices.UntilAsync(3), bobs.UntilAsync(3));

        Assert.Equal([("carol", 3)], alices.Inserted);
        Assert.Equal([("alice", 1), ("alice", 2), ("carol", 3)], bobs.Inserted);
        Assert.Equal([("alice", 1), ("alice", 2)], carols.Inserted);
        Assert.Equal("carol", bobs.Name);
        Assert.Equal(("bob", "/pad", "Insert"), (bobs.Call!.TargetId, bobs.Call.Controller, bobs.Call.Method));
        Assert.Equal("doc", bobs.Call.Group);
        Assert.Null(bobs.Call.Deadline);
    }

    [Fact]
    [Trait("Must", "Q-37")]
    public async Task Controller_CalledByMany_KeepsTheOrderOfEach()
    {
        const int Calls = 300;
        (_, Pad pad) = await JoinAsync("reader");
        (PeerGroup one, _) = await JoinAsync("one");
        (PeerGroup two, _) = await JoinAsync("two");

        await Task.WhenAll(SendAsync(one, 0), SendAsync(two, 1000)).WithinLimitAsync();
        await Task.WhenAll(pad.UntilAsync(Calls), pad.UntilAsync(1000 + Calls));

        Assert.Equal(Enumerable.Range(1, Calls), NumbersOf("one"));
        Assert.Equal(Enumerable.Range(1001, Calls), NumbersOf("two"));

        Task SendAsync(PeerGroup group, int first)
        {
            IPad all = group.Controller<IPad>();
            return Task.WhenAll([.. Enumerable.Range(first + 1, Calls).Select(number => all.Insert(number))]);
        }

        IEnumerable<int> NumbersOf(string sender) =>
            pad.Inserted.Where(entry => entry.Sender == sender).Select(entry => entry.Number);
    }

    [Fact]
    public async Task Controller_WithMethodsThatAreNotForMany_NamesThem()
    {
        (PeerGroup group, _) = await JoinAsync("alice");
        IPad all = group.Controller<IPad>();

        NotSupportedException result = await Assert.ThrowsAsync<NotSupportedException>(() => all.Count());
        NotSupportedException argument =
            await Assert.ThrowsAsync<NotSupportedException>(() => all.Copy(AsyncEnumerable.Empty<int>()));
        var observer = new Recorder<int>();
        all.Edits().Subscribe(observer);

        Assert.Contains("Count():Int32", result.Message, StringComparison.Ordinal);
        Assert.Contains("one-way", result.Message, StringComparison.Ordinal);
        Assert.Contains("Copy(", argument.Message, StringComparison.Ordinal);
        Assert.Contains("stream", argument.Message, StringComparison.Ordinal);
        Assert.IsType<NotSupportedException>(await observer.EndAsync());
    }

    [Fact]
    public async Task Controller_ThatAMemberDoesNotHave_LeavesItsMembershipAlone()
    {
        PeerClient bob = await ConnectAsync("bob");
        await bob.Group("doc").JoinAsync().WithinLimitAsync();
        (PeerGroup alice, _) = await JoinAsync("alice");

        await alice.Controller<IPad>().Insert(1).WithinLimitAsync();
        var pad = new Pad();
        bob.RegisterController<IPad>(pad);
        await alice.Controller<IPad>().Insert(2).WithinLimitAsync();
        await pad.UntilAsync(2);

        Assert.DoesNotContain(3, pad.Numbers);
    }

    [Fact]
    public async Task Send_FromWhoIsNoMember_ReachesAllMembers()
    {
        (_, Pad pad) = await JoinAsync("alice");
        PeerClient outsider = await ConnectAsync("outsider");
        PeerClient nobody = await ConnectAsync();

        await outsider.Group("doc").Controller<IPad>().Insert(1).WithinLimitAsync();
        await nobody.Group("doc").Controller<IPad>().Insert(2).WithinLimitAsync();
        await pad.UntilAsync(2);

        Assert.Equal([("outsider", 1), (null, 2)], pad.Inserted);
    }

    [Fact]
    [Trait("Must", "Q-36")]
    public async Task Send_UnderAnIdOfSomebodyElse_IsRefusedOnceNobodyIsWaitedFor()
    {
        (_, Pad pad) = await JoinAsync("alice");
        PeerClient mallory = await ConnectAsync("mallory");
        IGroupsController broker = mallory.Broker.Controller<IGroupsController>();

        await broker.SendAsync(new GroupMessage("doc", "bob", "/pad", "Poke", 0, [0]))
            .FailsAsync(PeerErrorCode.PermissionDenied, Executed.No);
        await broker.JoinAsync(new GroupJoin("doc", "alice", Guid.Empty, 0, 0))
            .FailsAsync(PeerErrorCode.PermissionDenied, Executed.No);
        await broker.LeaveAsync("doc", "alice").FailsAsync(PeerErrorCode.PermissionDenied, Executed.No);
        await mallory.Group("doc").Controller<IPad>().Insert(1).WithinLimitAsync();
        await pad.UntilAsync(1);

        Assert.Equal([("mallory", 1)], pad.Inserted);
    }

    [Fact]
    public async Task Metrics_AfterKnownTraffic_TellWhatWasSent()
    {
        (PeerGroup alice, _) = await JoinAsync("alice");
        (_, Pad bobs) = await JoinAsync("bob");
        (_, Pad carols) = await JoinAsync("carol");
        for (int number = 1; number <= 10; number++)
            await alice.Controller<IPad>().Insert(number).WithinLimitAsync();
        await Task.WhenAll(bobs.UntilAsync(10), carols.UntilAsync(10));
        var groups = Broker.Services.GetRequiredService<GroupTable>();

        // They are counted when they have been given to the connections, which may be after they have come.
        using var late = new CancellationTokenSource(WaitExtensions.Limit);
        while (groups.Counts.Copies < 20)
        {
            late.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        Assert.Equal(20, groups.Counts.Copies);
        Assert.Equal((1, 3, 10L), (groups.Count, groups.MemberCount, groups.Counts.Messages));
        Assert.Equal((0L, 0L, 0L), (groups.Counts.Dropped, groups.Counts.Missed, groups.Counts.Cut));
    }

    [Fact]
    [Trait("Must", "Q-35")]
    public async Task Policy_ThatDenies_RefusesAndTheClientLivesOn()
    {
        await StartBrokerAsync(null, builder =>
        {
            builder.Services.AddSingleton(new RulePolicy
            {
                JoinGroup = (_, group) => new(group != "closed"),
                SendToGroup = (session, group) => new(group != "silent" && session.PeerIds.Contains("alice")),
            });
            builder.AddPolicy<RulePolicy>();
        });
        (_, Pad pad) = await JoinAsync("bob");
        (PeerGroup alice, _) = await JoinAsync("alice");
        PeerClient mallory = await ConnectAsync("mallory");

        await mallory.Group("closed").JoinAsync().FailsAsync(PeerErrorCode.PermissionDenied, Executed.No);
        await mallory.Group("closed").ListMembersAsync().FailsAsync(PeerErrorCode.PermissionDenied, Executed.No);
        await mallory.Group("doc").Controller<IPad>().Insert(1)
            .FailsAsync(PeerErrorCode.PermissionDenied, Executed.No, PeerErrorOrigin.Broker);
        await mallory.Group("silent").Topic<int>("x").PublishAsync(1)
            .FailsAsync(PeerErrorCode.PermissionDenied, Executed.No);
        await mallory.Group("doc").JoinAsync().WithinLimitAsync();
        await alice.Controller<IPad>().Insert(2).WithinLimitAsync();
        await pad.UntilAsync(2);

        Assert.Equal([("alice", 2)], pad.Inserted);
    }

    [Fact]
    public async Task Join_WithoutAnId_SaysWhatIsMissing()
    {
        PeerClient client = await ConnectAsync();

        InvalidOperationException error =
            await Assert.ThrowsAsync<InvalidOperationException>(() => client.Group("doc").JoinAsync());

        Assert.Contains("RegisterAsPeerAsync", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => client.Group("no\nname"));
        Assert.Throws<ArgumentException>(() => client.Group("doc").Topic<int>(""));
    }

    [Fact]
    public async Task Leave_AndJoin_EndAndBeginWhatComes()
    {
        (PeerGroup alice, _) = await JoinAsync("alice");
        (PeerGroup bob, Pad pad) = await JoinAsync("bob");
        IPad all = alice.Controller<IPad>();
        var gaps = new Recorder<PeerGroupGap>();
        bob.Gaps.Subscribe(gaps);
        await bob.JoinAsync().WithinLimitAsync();

        await all.Insert(1).WithinLimitAsync();
        await pad.UntilAsync(1);
        await bob.LeaveAsync().WithinLimitAsync();
        await bob.LeaveAsync().WithinLimitAsync();
        await all.Insert(2).WithinLimitAsync();
        await bob.JoinAsync().WithinLimitAsync();
        await all.Insert(3).WithinLimitAsync();
        await pad.UntilAsync(3);

        Assert.Equal([1, 3], pad.Numbers);
        Assert.Null(await gaps.EndAsync());
        Assert.Empty(gaps.Items);
    }

    [Fact]
    public async Task Topic_OfOneType_ReachesThoseWhoSubscribed()
    {
        (PeerGroup alice, _) = await JoinAsync("alice");
        (PeerGroup bob, _) = await JoinAsync("bob");
        var seen = new Gate();
        var words = new Recorder<PeerTopicMessage<string>>(message =>
        {
            if (message.Value == "last")
                seen.Open();
        });
        var own = new Recorder<PeerTopicMessage<string>>();
        bob.Topic<string>("words").Subscribe(words);
        alice.Topic<string>("words").Subscribe(own);

        await alice.Topic<string>("words").PublishAsync("first").WithinLimitAsync();
        await alice.Topic<string>("other").PublishAsync("not here").WithinLimitAsync();
        await alice.Topic<int>("words").PublishAsync(7).WithinLimitAsync();
        await alice.Topic<string>("words").PublishAsync("last").WithinLimitAsync();
        await seen.WaitAsync();
        await bob.LeaveAsync().WithinLimitAsync();

        Assert.Equal([new("alice", "first"), new("alice", "last")], words.Items);
        Assert.Null(await words.EndAsync());
        Assert.Empty(own.Items);
    }

    [Fact]
    public async Task Send_OfACallThatIsNotOneWay_IsNotServed()
    {
        (_, Pad pad) = await JoinAsync("alice");
        PeerClient bob = await ConnectAsync("bob");
        var probe = new Probe();
        bob.RegisterController<IProbe>(probe);
        var bobsPad = new Pad();
        bob.RegisterController<IPad>(bobsPad);
        await bob.Group("doc").JoinAsync().WithinLimitAsync();
        PeerClient mallory = await ConnectAsync("mallory");
        IGroupsController broker = mallory.Broker.Controller<IGroupsController>();

        await broker.SendAsync(new GroupMessage("doc", "mallory", "/probe", "Ask", 0, [1, 3, 0, 0, 0, .. "\"x\""u8]));
        await broker.SendAsync(new GroupMessage("doc", "mallory", "/pad", "Insert", 0, [1, 1, 0, 0, 0, .. "7"u8]));
        await Task.WhenAll(pad.UntilAsync(7), bobsPad.UntilAsync(7));

        Assert.Equal(0, probe.Entered);
    }

    [Fact]
    [Trait("Must", "Q-40")]
    public async Task Limits_WhenReached_RefuseAndTheClientLivesOn()
    {
        await StartBrokerAsync(options =>
        {
            options.MaxGroupsPerPeer = 2;
            options.MaxMembersPerGroup = 2;
            options.MaxGroupMessageBytes = 1024;
            options.MaxGroupNameLength = 5;
        });
        (PeerGroup alice, _) = await JoinAsync("alice");
        (_, Pad pad) = await JoinAsync("bob");
        PeerClient carol = await ConnectAsync("carol");

        await carol.Group("doc").JoinAsync().FailsAsync(PeerErrorCode.ResourceExhausted, Executed.No);
        await carol.Group("toolong").JoinAsync().FailsAsync(PeerErrorCode.ResourceExhausted, Executed.No);
        await carol.Group("one").JoinAsync().WithinLimitAsync();
        await carol.Group("two").JoinAsync().WithinLimitAsync();
        await carol.Group("three").JoinAsync().FailsAsync(PeerErrorCode.ResourceExhausted, Executed.No);
        await carol.Group("two").LeaveAsync().WithinLimitAsync();
        await carol.Group("three").JoinAsync().WithinLimitAsync();
        IPad all = alice.Controller<IPad>();
        await all.Insert(1, new string('x', 2000)).FailsAsync(PeerErrorCode.ResourceExhausted, Executed.No);
        await all.Insert(2).WithinLimitAsync();
        await pad.UntilAsync(2);

        Assert.Equal([2], pad.Numbers);
    }

    /// <summary>Connects a member of the group <c>doc</c> that has a pad.</summary>
    private async Task<(PeerGroup Group, Pad Pad)> JoinAsync(string id)
    {
        var pad = new Pad();
        PeerClient client = await ServeAsync<IPad>(pad, id, options => options.AccessToken = _ => new(id));
        PeerGroup group = client.Group("doc");
        await group.JoinAsync().WithinLimitAsync();
        return (group, pad);
    }
}
