using Microsoft.Extensions.DependencyInjection;

namespace PeerRpc.Integration.Behaviours;

/// <summary>What the broker's policies decide.</summary>
public abstract class Policies<TTransport> : Conformance<TTransport>
    where TTransport : ITestTransport, new()
{
    [Fact]
    public async Task None_Added_AllowsNothingAndSaysWhatToDo()
    {
        await StartBrokerAsync(o => o.AllowAnonymousPeers = false);
        PeerClient client = await ConnectAsync();

        PeerRpcException failure = await client.RegisterAsPeerAsync("alice")
            .FailsAsync(PeerErrorCode.PermissionDenied, Executed.No, PeerErrorOrigin.Broker);
        await client.Peer("bob").Controller<IProbe>().Ask("x")
            .FailsAsync(PeerErrorCode.PermissionDenied, Executed.No, PeerErrorOrigin.Broker);

        Assert.Contains("AddPolicy", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AllowEverything_Alone_AllowsEverythingToClientsWithoutAnId()
    {
        await StartBrokerAsync(
            o => o.AllowAnonymousPeers = false,
            builder =>
            {
                builder.Services.AddSingleton<ScopeLog>().AddScoped<ScopeMark>();
                builder.AllowEverything().AddController<IStatus, Status>();
            });
        await ServeAsync<IProbe>(Probe.Doing(() => Task.FromResult("here")), "alice");
        PeerClient client = await ConnectAsync();

        Assert.Equal("here", await client.Peer("alice").Controller<IProbe>().Ask("x").WithinLimitAsync());
        Assert.NotNull(await client.Directory.GetAsync("alice").WithinLimitAsync());
        Assert.Empty(await client.Group("doc").ListMembersAsync().WithinLimitAsync());
        await client.Group("doc").Topic<int>("x").PublishAsync(1).WithinLimitAsync();
        await client.Broker.Controller<IStatus>().Describe().WithinLimitAsync();
    }

    [Fact]
    public async Task AllowEverything_BesideAnotherPolicy_LeavesTheDecisionToThat()
    {
        await StartBrokerAsync(null, builder => builder.AllowEverything().AddPolicy<DenyingPolicy>());
        PeerClient client = await ConnectAsync();

        await client.RegisterAsPeerAsync("alice").FailsAsync(PeerErrorCode.PermissionDenied, Executed.No);
    }

    [Fact]
    public async Task Register_Denied_IsRefused()
    {
        await StartAsync(new RulePolicy { Register = (_, id) => new(id != "root") });
        PeerClient client = await ConnectAsync("alice");

        await client.RegisterAsPeerAsync("root")
            .FailsAsync(PeerErrorCode.PermissionDenied, Executed.No, PeerErrorOrigin.Broker);

        Assert.Equal(["alice"], client.PeerIds);
    }

    [Fact]
    public async Task Send_Denied_LooksAsIfThereWereNoSuchPeer()
    {
        await StartAsync(new RulePolicy { Send = (session, id) => new(id != "hidden") });
        PeerClient client = await ConnectAsync();
        IProbe caller = client.Peer("hidden").Controller<IProbe>();
        PeerRpcException absent = await caller.Ask("x").FailsAsync(PeerErrorCode.PeerNotFound, Executed.No);
        var probe = new Probe();
        await ServeAsync<IProbe>(probe, "hidden");

        PeerRpcException present = await caller.Ask("x").FailsAsync(PeerErrorCode.PeerNotFound, Executed.No);

        Assert.Equal(0, probe.Entered);
        Assert.Equal((absent.Message, absent.Origin, absent.GetType(), absent.RetryAfter),
            (present.Message, present.Origin, present.GetType(), present.RetryAfter));
        PeerRpcException other = await client.Peer("nobody").Controller<IProbe>().Ask("x")
            .FailsAsync(PeerErrorCode.PeerNotFound, Executed.No);
        Assert.Equal(
            present.Message, other.Message.Replace("nobody", "hidden", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Send_Decided_ByTheCallersPrincipalAndIds()
    {
        await StartAsync(new RulePolicy
        {
            Send = (session, _) => new(session.Principal.IsInRole("moderator") && session.PeerIds.Contains("mod")),
        });
        await ServeAsync<IProbe>(new Probe());
        PeerClient moderator = await ConnectAsync("mod", o => o.AccessToken = _ => new("ann,moderator"));
        PeerClient visitor = await ConnectAsync("visitor", o => o.AccessToken = _ => new("bob"));

        Assert.Equal("x", await moderator.Peer("callee").Controller<IProbe>().Ask("x").WithinLimitAsync());
        await visitor.Peer("callee").Controller<IProbe>().Ask("x").FailsAsync(PeerErrorCode.PeerNotFound, Executed.No);
    }

    [Fact]
    public async Task Throwing_Policy_AllowsNothingAndSaysThatItFailed()
    {
        await StartAsync(new RulePolicy
        {
            Register = (_, id) => throw new InvalidOperationException("secret"),
            Send = (_, _) => throw new InvalidOperationException("secret"),
        });
        PeerClient client = await ConnectAsync();

        PeerRpcException registering = await client.RegisterAsPeerAsync("alice")
            .FailsAsync(PeerErrorCode.PolicyFailed, Executed.No, PeerErrorOrigin.Broker);
        PeerRpcException calling = await client.Peer("bob").Controller<IProbe>().Ask("x")
            .FailsAsync(PeerErrorCode.PolicyFailed, Executed.No, PeerErrorOrigin.Broker);

        Assert.DoesNotContain("secret", registering.Message + calling.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hanging_Policy_IsGivenUp()
    {
        var never = new TaskCompletionSource<bool>();
        await StartBrokerAsync(
            o => o.PolicyTimeout = TimeSpan.FromMilliseconds(100),
            b => Add(b, new RulePolicy { Send = (_, _) => new(never.Task) }));
        PeerClient client = await ConnectAsync();

        await client.Peer("bob").Controller<IProbe>().Ask("x")
            .FailsAsync(PeerErrorCode.PolicyFailed, Executed.No, PeerErrorOrigin.Broker);
    }

    [Fact]
    public async Task Pending_Verdict_LetsTheCallBeCancelledAndNeverRun()
    {
        var asked = new Gate();
        var verdict = new TaskCompletionSource<bool>();
        await StartAsync(new RulePolicy
        {
            Send = (_, _) =>
            {
                asked.Open();
                return new(verdict.Task);
            },
        });
        var probe = new Probe();
        await ServeAsync<IProbe>(probe);
        IProbe caller = await CallerAsync<IProbe>();
        using var source = new CancellationTokenSource();
        Task<string> call = caller.Ask("cancelled", null, source.Token);
        await asked.WaitAsync();

        await source.CancelAsync();

        await call.IsCancelledAsync(Executed.No);
        verdict.SetResult(true);
        Assert.Equal("next", await caller.Ask("next").WithinLimitAsync());
        Assert.Equal(1, probe.Entered);
    }

    [Fact]
    public async Task Several_Policies_MustAllAllow()
    {
        await StartBrokerAsync(null, b =>
        {
            Add(b, new RulePolicy());
            b.AddPolicy<DenyingPolicy>();
        });
        PeerClient client = await ConnectAsync();

        await client.RegisterAsPeerAsync("alice").FailsAsync(PeerErrorCode.PermissionDenied, Executed.No);
    }

    [Fact]
    public async Task Broker_ControllersThatAreNotAllowed_AreRefused()
    {
        await StartBrokerAsync(null, b =>
        {
            Add(b, new RulePolicy { CallBroker = (session, path) => new(session.Principal.Identity!.IsAuthenticated) });
            b.Services.AddSingleton<ScopeLog>().AddScoped<ScopeMark>();
            b.AddController<IStatus, Status>();
        });
        PeerClient stranger = await ConnectAsync();
        PeerClient ann = await ConnectAsync(configure: o => o.AccessToken = _ => new("ann"));

        await stranger.Broker.Controller<IStatus>().Scope()
            .FailsAsync(PeerErrorCode.PermissionDenied, Executed.No, PeerErrorOrigin.Broker);
        Assert.NotEmpty(await ann.Broker.Controller<IStatus>().Scope().WithinLimitAsync());
    }

    [Fact]
    public async Task Token_NotAccepted_IsRefusedAtTheConnection()
    {
        await StartBrokerAsync();

        PeerRpcException failure = await Assert.ThrowsAsync<PeerRpcException>(
            () => ConnectAsync(configure: o => o.AccessToken = _ => new("nobody")));

        Assert.Equal((PeerErrorCode.Unauthenticated, Executed.No), (failure.Code, failure.Executed));
    }

    private static void Add(PeerBrokerBuilder builder, RulePolicy policy)
    {
        builder.Services.AddSingleton(policy);
        builder.AddPolicy<RulePolicy>();
    }

    private Task StartAsync(RulePolicy policy) => StartBrokerAsync(null, b => Add(b, policy));
}
