using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PeerRpc.Broker;
using PeerRpc.Client;
using Xunit;

namespace PeerRpc.Testing.Tests;

public sealed class InMemoryBrokerTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task StartAsync_WithoutSettings_LetsPeersCallEachOther()
    {
        await using InMemoryBroker broker = await InMemoryBroker.StartAsync();
        await using PeerClient alice = await broker.ConnectAsync("alice");
        await using PeerClient bob = await broker.ConnectAsync("bob");
        bob.RegisterController<IGreeting>(new Greeting());

        string answer = await alice.Peer("bob").Controller<IGreeting>().Greet("you").WaitAsync(Limit);

        Assert.Equal("hello you, says alice", answer);
        Assert.Equal("memory", broker.Address.Scheme);
    }

    [Fact]
    public async Task StartAsync_WithoutAddPeerBroker_SaysWhatIsMissing()
    {
        InvalidOperationException failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => InMemoryBroker.StartAsync(_ => { }));

        Assert.Contains("AddPeerBroker", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_WithAWrongOption_Fails() =>
        await Assert.ThrowsAsync<OptionsValidationException>(() => InMemoryBroker.StartAsync(
            services => services.AddPeerBroker(o => o.MaxRoutesPerConnection = 0)));

    [Fact]
    public async Task Services_OfTheTest_AreThoseOfTheBroker()
    {
        await using InMemoryBroker broker = await InMemoryBroker.StartAsync(services =>
        {
            services.AddSingleton("mine");
            services.AddPeerBroker();
        });

        Assert.Equal("mine", broker.Services.GetRequiredService<string>());
    }

    [Fact]
    public async Task ConnectAsync_WithAPrincipal_ShowsItToThePolicy()
    {
        await using InMemoryBroker broker = await InMemoryBroker.StartAsync(
            services => services.AddPeerBroker().AddPolicy<OwnNamePolicy>());
        var principal = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "alice")], "Test"));

        await using PeerClient alice = await broker.ConnectAsync("alice", principal: principal);
        PeerRpcException refused = await Assert.ThrowsAsync<PeerRpcException>(() => broker.ConnectAsync("alice"));

        Assert.Equal(["alice"], alice.PeerIds);
        Assert.Equal(PeerErrorCode.PermissionDenied, refused.Code);
    }

    [Fact]
    public async Task ConnectAsync_WithOptions_SetsThem()
    {
        bool filtered = false;
        await using InMemoryBroker broker = await InMemoryBroker.StartAsync();
        await using PeerClient client = await broker.ConnectAsync(
            null, o => o.OutgoingFilters.Add(new MarkingFilter(() => filtered = true)));

        await Assert.ThrowsAsync<PeerNotFoundException>(
            () => client.Peer("nobody").Controller<IGreeting>().Greet("you").WaitAsync(Limit));

        Assert.True(filtered);
    }

    [Fact]
    public async Task CreateConnector_ForAClientOfItsOwn_LeadsToThisBrokerOnly()
    {
        await using InMemoryBroker first = await InMemoryBroker.StartAsync();
        await using InMemoryBroker second = await InMemoryBroker.StartAsync();

        await using PeerClient client = await PeerClient.ConnectAsync(
            first.Address, o => o.Connectors.Add(first.CreateConnector()));

        Assert.NotEqual(first.Address, second.Address);
        await Assert.ThrowsAsync<ArgumentException>(() => PeerClient.ConnectAsync(
            second.Address, o => o.Connectors.Add(first.CreateConnector())));
    }

    [Fact]
    public async Task DisposeAsync_WithClientsConnected_ClosesThemAtOnce()
    {
        InMemoryBroker broker = await InMemoryBroker.StartAsync();
        await using PeerClient client = await broker.ConnectAsync("alice");

        await broker.DisposeAsync().AsTask().WaitAsync(Limit);

        await DisconnectedAsync(client).WaitAsync(Limit);
    }

    [Fact]
    public async Task DisposeAsync_OfAClientInTheMiddleOfLargeCalls_EndsThem()
    {
        await using InMemoryBroker broker = await InMemoryBroker.StartAsync();
        await using PeerClient bob = await broker.ConnectAsync("bob");
        bob.RegisterController<IGreeting>(new Greeting());
        PeerClient alice = await broker.ConnectAsync("alice");
        IGreeting greeting = alice.Peer("bob").Controller<IGreeting>();
        Task[] calls = [.. Enumerable.Range(0, 20).Select(_ => greeting.Greet(new string('x', 1_000_000)))];

        await alice.DisposeAsync().AsTask().WaitAsync(Limit);

        // Each has an outcome, whichever it is.
        foreach (Task call in calls)
            await Task.WhenAny(call).WaitAsync(Limit);
    }

    [Fact]
    public async Task StopAsync_WithClientsConnected_DrainsForTheGraceOfTheBrokersClock()
    {
        var clock = new ManualTimeProvider();
        await using InMemoryBroker broker = await InMemoryBroker.StartAsync(services =>
        {
            services.AddSingleton<TimeProvider>(clock);
            services.AddPeerBroker(o => o.AllowAnonymousPeers = true);
        });
        await using PeerClient client = await broker.ConnectAsync("alice");

        Task stopping = broker.StopAsync();
        Assert.False(stopping.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(10));

        await stopping.WaitAsync(Limit);
        await DisconnectedAsync(client).WaitAsync(Limit);
    }

    private static async Task DisconnectedAsync(PeerClient client)
    {
        var left = new StateObserver(PeerConnectionState.Reconnecting);
        using IDisposable subscription = client.ConnectionChanges.Subscribe(left);
        await left.Seen;
    }

    private sealed class StateObserver(PeerConnectionState state) : IObserver<PeerConnectionChange>
    {
        private readonly TaskCompletionSource _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Seen => _seen.Task;

        public void OnNext(PeerConnectionChange value)
        {
            if (value.State == state)
                _seen.TrySetResult();
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error) => _seen.TrySetException(error);
    }

    private sealed class OwnNamePolicy : PeerPolicy
    {
        public override ValueTask<bool> IsAllowedToRegisterAsPeer(
            PeerSession session, string peerId, CancellationToken cancellationToken) =>
            new(session.Principal.Identity!.Name == peerId);
    }

    private sealed class MarkingFilter(Action mark) : IOutgoingCallFilter
    {
        public ValueTask InvokeAsync(OutgoingCallContext context, PeerCallNext next)
        {
            mark();
            return next();
        }
    }
}
