using Microsoft.Extensions.DependencyInjection;
using PeerRpc.Broker;

namespace PeerRpc.Integration.Behaviours;

/// <summary>Groups whose members are away, or slow; and what others see of them.</summary>
public abstract class GroupOutages<TTransport> : Outage<TTransport>
    where TTransport : ITestTransport, new()
{
    private readonly Pad _pad = new();
    private readonly Recorder<PeerGroupGap> _gaps = new();
    private Cable _cable = null!;
    private PeerGroup _sender = null!;
    private PeerGroup _member = null!;

    [Fact]
    [Trait("Must", "Q-38")]
    public async Task Reconnect_WhileAllIsKept_MissesNothing()
    {
        await StartAsync();
        await SendAsync(1, 5);
        await _pad.UntilAsync(5);

        _cable.Pull();
        await SendAsync(6, 20);
        _cable.Plug();
        await _pad.UntilAsync(20);
        await SendAsync(21, 25);
        await _pad.UntilAsync(25);

        Assert.Equal(Enumerable.Range(1, 25), _pad.Numbers);
        Assert.Empty(_gaps.Items);
    }

    [Fact]
    [Trait("Must", "Q-38")]
    public async Task Reconnect_AfterMoreThanIsKept_IsToldHowManyAreMissing()
    {
        await StartAsync(options => options.GroupRingMessages = 8);
        await SendAsync(1, 1);
        await _pad.UntilAsync(1);
        await _member.Controller<IPad>().Insert(100).WithinLimitAsync();

        _cable.Pull();
        await SendAsync(2, 21);
        _cable.Plug();
        await _pad.UntilAsync(21);

        Assert.Equal([1, .. Enumerable.Range(14, 8)], _pad.Numbers);
        PeerGroupGap gap = Assert.Single(_gaps.Items);
        Assert.Equal((12L, PeerGroupGapReason.Reconnect), (gap.Missed, gap.Reason));
    }

    [Fact]
    public async Task Reconnect_OfTheSender_KeepsItsOrder()
    {
        Cable cable = null!;
        await StartAsync(null, options =>
        {
            cable = new Cable(() => Broker);
            Over(cable)(options);
        });
        IPad all = _sender.Controller<IPad>();
        int lost = 0;

        for (int number = 1; number <= 200; number++)
        {
            if (number % 50 == 0)
                cable.Cut();
            try
            {
                await all.Insert(number).WithinLimitAsync();
            }
            catch (PeerRpcException error) when (error.Code == PeerErrorCode.ConnectionLost)
            {
                lost++;
            }
        }
        await all.Insert(201).WithinLimitAsync();
        await _pad.UntilAsync(201);

        Assert.Equal(_pad.Numbers.Order(), _pad.Numbers);
        Assert.Equal(_pad.Numbers.Distinct(), _pad.Numbers);
        Assert.InRange(_pad.Numbers.Count, 201 - lost, 201);
        Assert.All(_pad.Inserted, entry => Assert.Equal("sender", entry.Sender));
    }

    [Fact]
    [Trait("Must", "Q-38")]
    public async Task Restart_OfTheBroker_KeepsTheMembershipAndSaysThatSomethingMayBeMissing()
    {
        await StartAsync();
        await SendAsync(1, 1);
        await _pad.UntilAsync(1);
        await using var watcher = new DirectoryWatcher(_sender);
        await watcher.UntilAsync("member", PeerState.Online);

        await RestartBrokerAsync();
        await watcher.UntilAsync(update => watcher.Updates.Any(seen => seen.IsStale) && !update.IsStale
            && update.Peers.Values.All(peer => peer.State == PeerState.Online));
        await SendAsync(2, 2);
        await _pad.UntilAsync(2);

        Assert.Equal([1, 2], _pad.Numbers);
        PeerGroupGap gap = Assert.Single(_gaps.Items);
        Assert.Equal((null, PeerGroupGapReason.Reconnect), (gap.Missed, gap.Reason));
        Assert.Empty(watcher.Gone);
    }

    [Fact]
    [Trait("Must", "Q-39")]
    public async Task SlowMember_MissesTheOldestAndIsToldHowMany()
    {
        const int Sent = 200;
        await StartAsync(options => options.GroupRingMessages = 8);
        using var held = new ManualResetEventSlim();
        var last = new Gate();
        var numbers = new Recorder<PeerTopicMessage<Numbered>>(message =>
        {
            held.Wait(WaitExtensions.Limit);
            if (message.Value.Number == Sent)
                last.Open();
        });
        _member.Topic<Numbered>("numbers").Subscribe(numbers);
        PeerClient other = await ConnectAsync("other");
        await other.Group("doc").JoinAsync().WithinLimitAsync();
        var quick = new Gate();
        other.Group("doc").Topic<Numbered>("numbers").Subscribe(new Recorder<PeerTopicMessage<Numbered>>(message =>
        {
            if (message.Value.Number == Sent)
                quick.Open();
        }));

        for (int number = 1; number <= Sent; number++)
            await _sender.Topic<Numbered>("numbers").PublishAsync(new(number, new byte[20_000])).WithinLimitAsync();
        await quick.WaitAsync();
        held.Set();
        await last.WaitAsync();

        int[] seen = [.. numbers.Items.Select(message => message.Value.Number)];
        Assert.Equal(seen.Order(), seen);
        Assert.NotEmpty(_gaps.Items);
        Assert.All(_gaps.Items, gap => Assert.Equal(PeerGroupGapReason.Overflow, gap.Reason));
        Assert.Equal(Sent, seen.Length + _gaps.Items.Sum(gap => gap.Missed));
    }

    [Fact]
    [Trait("Must", "Q-39")]
    public async Task SlowMember_OfABrokerThatCuts_IsNoMemberAnyMore()
    {
        await StartAsync(options =>
        {
            options.GroupRingMessages = 8;
            options.GroupOverflow = PeerGroupOverflow.Cut;
        });
        using var held = new ManualResetEventSlim();
        _member.Topic<Numbered>("numbers").Subscribe(
            new Recorder<PeerTopicMessage<Numbered>>(_ => held.Wait(WaitExtensions.Limit)));
        await using var watcher = new DirectoryWatcher(_sender);
        await watcher.UntilAsync("member", PeerState.Online);

        for (int number = 1; number <= 200; number++)
            await _sender.Topic<Numbered>("numbers").PublishAsync(new(number, new byte[20_000])).WithinLimitAsync();
        await watcher.UntilGoneAsync("member");
        held.Set();

        var end = Assert.IsType<PeerRpcException>(await _gaps.EndAsync());
        Assert.Equal(PeerErrorCode.SlowConsumer, end.Code);
        await _member.JoinAsync().WithinLimitAsync();
        await SendAsync(1, 1);
        await _pad.UntilAsync(1);
    }

    [Fact]
    [Trait("Must", "Q-35")]
    public async Task Members_WhoLoseTheirConnection_AreOnTheirWayBackUntilTheWindowEnds()
    {
        await StartAsync(options => options.ResumeWindow = ShortWindow);
        await using var watcher = new DirectoryWatcher(_sender);
        PeerDirectoryUpdate first = await watcher.UntilAsync("member", PeerState.Online);
        Assert.Equal(["member", "sender"], first.Peers.Keys.Order());
        await ConnectAsync("stranger");

        _cable.Pull();
        await watcher.UntilAsync("member", PeerState.Reconnecting);
        await watcher.UntilGoneAsync("member");
        Assert.Equal(["sender"], (await _sender.ListMembersAsync().WithinLimitAsync()).Select(peer => peer.Id));
        _cable.Plug();
        await watcher.UntilAsync("member", PeerState.Online);

        Assert.Equal(
            [PeerState.Online, PeerState.Reconnecting, PeerState.Online], watcher.StatesOf("member"));
        Assert.DoesNotContain(watcher.Updates, update => update.Peers.ContainsKey("stranger"));
    }

    [Fact]
    public async Task Membership_EndsWithItsId()
    {
        await StartAsync();
        await using var watcher = new DirectoryWatcher(_sender);
        await watcher.UntilAsync("member", PeerState.Online);

        await Callee.UnregisterPeerAsync("member").WithinLimitAsync();
        await watcher.UntilGoneAsync("member");

        var end = Assert.IsType<PeerRpcException>(await _gaps.EndAsync());
        Assert.Equal(PeerErrorCode.PermissionDenied, end.Code);
    }

    [Fact]
    [Trait("Must", "Q-35")]
    public async Task Members_WhoAreHidden_AreNotTold()
    {
        await StartBrokerAsync(null, builder =>
        {
            builder.Services.AddSingleton(new RulePolicy { Send = (_, id) => new(id != "hidden") });
            builder.AddPolicy<RulePolicy>();
        });
        PeerGroup seeing = (await ConnectAsync("seeing")).Group("doc");
        await seeing.JoinAsync().WithinLimitAsync();
        await using var watcher = new DirectoryWatcher(seeing);
        await watcher.UntilAsync("seeing", PeerState.Online);
        PeerGroup hidden = (await ConnectAsync("hidden")).Group("doc");

        await hidden.JoinAsync().WithinLimitAsync();
        Assert.Equal(["seeing"], (await seeing.ListMembersAsync().WithinLimitAsync()).Select(peer => peer.Id));
        await hidden.LeaveAsync().WithinLimitAsync();
        await (await ConnectAsync("open")).Group("doc").JoinAsync().WithinLimitAsync();
        await watcher.UntilAsync("open", PeerState.Online);

        Assert.Empty(watcher.Gone);
        Assert.All(watcher.Updates, update => Assert.DoesNotContain("hidden", update.Peers.Keys));
    }

    /// <summary>Starts a broker and a group with a sender and a member whose cable can be pulled.</summary>
    private async Task StartAsync(
        Action<PeerBrokerOptions>? configure = null, Action<PeerClientOptions>? configureSender = null)
    {
        await StartBrokerAsync(options =>
        {
            options.ResumeWindow = LongWindow;
            options.PingAfter = TimeSpan.FromSeconds(1);
            options.DeadAfter = TimeSpan.FromSeconds(4);
            configure?.Invoke(options);
        });
        _cable = new Cable(() => Broker);
        PeerClient member = await ServeAsync<IPad>(_pad, "member", Over(_cable));
        Callee = member;
        _member = member.Group("doc");
        _member.Gaps.Subscribe(_gaps);
        await _member.JoinAsync().WithinLimitAsync();
        var way = new Cable(() => Broker);
        _sender = (await ConnectAsync("sender", configureSender ?? Over(way))).Group("doc");
        await _sender.JoinAsync().WithinLimitAsync();
    }

    private async Task SendAsync(int first, int last)
    {
        IPad all = _sender.Controller<IPad>();
        for (int number = first; number <= last; number++)
            await all.Insert(number).WithinLimitAsync();
    }
}
