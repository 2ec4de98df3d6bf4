using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PeerRpc.Broker.Policies;
using PeerRpc.Broker.Tests.Fakes;
using PeerRpc.Core.Frames;
using Xunit;

namespace PeerRpc.Broker.Tests.Policies;

public class PolicyTests
{
    [Fact]
    public async Task SeveralPolicies_AreAskedInOrderAndAllMustAllow()
    {
        var rules = new PolicyRules();
        await using var broker = PolicyBroker.CreateWithTwo(rules);

        await broker.ConnectAsync("alice");

        Assert.Equal(["SecondPolicy:register:alice", "FakePolicy:register:alice"], rules.Asked);
    }

    [Fact]
    public async Task SeveralPolicies_TheFirstDenies_TheOthersAreNotAsked()
    {
        var rules = new PolicyRules { Register = _ => false };
        await using var broker = PolicyBroker.CreateWithTwo(rules);
        RawClient alice = await broker.ConnectAsync();

        var refused = await Assert.ThrowsAsync<PeerRpcException>(() => alice.RegisterAsync("alice"));

        Assert.Equal(PeerErrorCode.PermissionDenied, refused.Code);
        Assert.Single(rules.Asked);
    }

    [Fact]
    public async Task Policy_Throws_NothingIsAllowedAndTheOperatorIsTold()
    {
        var rules = new PolicyRules { Send = _ => throw new InvalidOperationException("secret") };
        await using var broker = PolicyBroker.Create(rules);
        RawClient alice = await broker.ConnectAsync(), bob = await broker.ConnectAsync("bob");

        await alice.OpenAsync(1, "bob");

        RouteRefusedFrame refused = await alice.ExpectRefusedAsync(1);
        Assert.Equal(PeerErrorCode.PolicyFailed, refused.Code);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
        Assert.Contains(broker.Log.Entries, entry => entry is { Level: LogLevel.Error, Id: 2001 });
        await bob.SyncAsync();
    }

    [Fact]
    public async Task Policy_Hangs_NothingIsAllowedAfterTheTimeout()
    {
        var never = new TaskCompletionSource();
        var rules = new PolicyRules();
        await using var broker = PolicyBroker.Create(rules);
        RawClient alice = await broker.ConnectAsync("alice");
        rules.Before = never.Task;
        await alice.OpenAsync(1, "alice");
        await broker.WaitForAsync(() => rules.Asked.Count == 2);

        broker.Clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(PeerErrorCode.PolicyFailed, (await alice.ExpectRefusedAsync(1)).Code);
        never.SetResult();
        await alice.SyncAsync();
    }

    [Fact]
    public async Task Policy_BlocksItsThread_NothingIsAllowedAfterTheTimeout()
    {
        using var never = new ManualResetEventSlim();
        var rules = new PolicyRules();
        await using var broker = PolicyBroker.Create(rules);
        RawClient alice = await broker.ConnectAsync();
        rules.Register = _ =>
        {
            rules.Asked.Enqueue("blocked");
            never.Wait(RawClient.Deadline);
            return true;
        };
        Task registering = alice.RegisterAsync("alice");
        await broker.WaitForAsync(() => !rules.Asked.IsEmpty);

        broker.Clock.Advance(TimeSpan.FromSeconds(2));

        var refused = await Assert.ThrowsAsync<PeerRpcException>(() => registering);
        never.Set();
        Assert.Equal(PeerErrorCode.PolicyFailed, refused.Code);
        Assert.Equal(Executed.No, refused.Executed);
    }

    [Fact]
    public async Task Policy_Pending_DoesNotStopTheClientsOtherRoutes()
    {
        var verdict = new TaskCompletionSource();
        var rules = new PolicyRules();
        await using var broker = PolicyBroker.Create(rules);
        RawClient alice = await broker.ConnectAsync(), bob = await broker.ConnectAsync("bob");
        uint label = await TestBroker.OpenRouteAsync(alice, 1, bob, "bob");
        rules.Before = verdict.Task;

        await alice.OpenAsync(3, "bob");
        await alice.SendDataAsync(1, 1);

        await bob.ExpectAsync(FrameKind.Data, label);
        verdict.SetResult();
        await bob.ExpectAsync(FrameKind.OpenRoute);
    }

    [Fact]
    public async Task AllowAnonymousPeers_WithAPolicy_ThePolicyDecides()
    {
        var rules = new PolicyRules { Register = _ => false };
        await using var broker = PolicyBroker.Create(rules);
        broker.Get<Microsoft.Extensions.Options.IOptions<PeerBrokerOptions>>().Value.AllowAnonymousPeers = true;
        RawClient alice = await broker.ConnectAsync();

        await Assert.ThrowsAsync<PeerRpcException>(() => alice.RegisterAsync("alice"));
    }

    [Fact]
    public async Task Start_WithoutAnyPolicy_LogsAnError()
    {
        await using var broker = new TestBroker();

        await broker.StartHostedAsync();

        Assert.Contains(
            broker.Log.Entries, entry => entry.Level == LogLevel.Error && entry.Text == PolicyEvaluator.NoPolicyText);
    }

    [Fact]
    public async Task Start_WithAllowEverythingAlone_LogsAWarning()
    {
        await using var open = new TestBroker(build: builder => builder.AllowEverything());
        await using var both = new TestBroker(build: builder =>
        {
            builder.Services.AddSingleton(new PolicyRules());
            builder.AllowEverything().AddPolicy<FakePolicy>();
        });

        await open.StartHostedAsync();
        await both.StartHostedAsync();

        Assert.Contains(open.Log.Entries, entry => entry is { Level: LogLevel.Warning, Id: 2004 });
        Assert.DoesNotContain(both.Log.Entries, entry => entry.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task Start_WithAllowAnonymousPeers_LogsNoError()
    {
        await using var broker = new TestBroker(TestBroker.Open);

        await broker.StartHostedAsync();

        Assert.DoesNotContain(broker.Log.Entries, entry => entry.Level >= LogLevel.Warning);
    }
}
