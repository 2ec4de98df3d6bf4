using Microsoft.Extensions.DependencyInjection;
using PeerRpc.Broker.Auditing;
using PeerRpc.Broker.Registry;
using PeerRpc.Broker.Tests.Fakes;
using Xunit;

namespace PeerRpc.Broker.Tests.Auditing;

public class BrokerEventsTests
{
    [Fact]
    public async Task Sink_IsToldWhoDidWhatToWhom()
    {
        await using TestBroker broker = Audited();
        RawClient alice = await broker.ConnectAsync("alice", TestBroker.User("a"));
        RawClient bob = await broker.ConnectAsync("bob", TestBroker.User("b"));

        await TestBroker.OpenRouteAsync(alice, 1, bob, "bob");
        broker.Get<PeerRegistry>().Unregister(bob.Session, "bob");
        await alice.LeaveAsync();
        await alice.BrokerSide.WaitAsync(RawClient.Deadline);

        IReadOnlyList<PeerAuditEvent> events = EventsOf(broker);
        Assert.Equal(
            [
                PeerAuditKind.Connected, PeerAuditKind.Registered, PeerAuditKind.Connected, PeerAuditKind.Registered,
                PeerAuditKind.RouteAllowed, PeerAuditKind.Unregistered, PeerAuditKind.Disconnected,
            ],
            events.Select(told => told.Kind));
        PeerAuditEvent route = events[4];
        Assert.Equal((alice.Session.View, "bob"), (route.Session, route.TargetId));
        Assert.Equal("bob", events[5].PeerId);
        Assert.Equal(alice.Session.View, events[6].Session);
        Assert.All(events, told => Assert.Equal(broker.Clock.GetUtcNow(), told.At));
    }

    [Fact]
    public async Task Sink_IsToldOfRefusalsAndWhy()
    {
        await using TestBroker broker = Audited(options => options.MaxConnectionsPerPrincipal = 1);
        RawClient owner = await broker.ConnectAsync("taken", TestBroker.User("a"));
        RawClient other = await broker.ConnectAsync(principal: TestBroker.User("b"));

        await other.TryRegisterAsync("taken");
        await other.OpenAsync(1, "nobody");
        await other.ExpectRefusedAsync(1);
        RawClient second = broker.Dial(TestBroker.User("a"), "192.0.2.7");
        await second.SendAsync(0, RawClient.Hello());
        await second.ExpectGoodbyeAsync();
        await second.BrokerSide.WaitAsync(RawClient.Deadline);

        IReadOnlyList<PeerAuditEvent> refusals = [.. EventsOf(broker).Where(told => told.Code != PeerErrorCode.None)];
        Assert.Equal(
            [
                (PeerAuditKind.RegistrationRefused, PeerErrorCode.PeerIdInUse),
                (PeerAuditKind.RouteRefused, PeerErrorCode.PeerNotFound),
                (PeerAuditKind.Refused, PeerErrorCode.ResourceExhausted),
            ],
            refusals.Select(told => (told.Kind, told.Code)));
        Assert.All(refusals, told => Assert.NotEmpty(told.Reason));
        Assert.Equal(("taken", "nobody"), (refusals[0].PeerId, refusals[1].TargetId));
        Assert.Equal("192.0.2.7", refusals[2].RemoteAddress);
        Assert.True(broker.Get<PeerTable>().TryFind("taken", out var holder) && holder == owner.Session);
    }

    [Fact]
    public async Task Sink_IsToldWhoTookAnIdOverFromWhom()
    {
        await using TestBroker broker = Audited();
        RawClient older = await broker.ConnectAsync("alice", TestBroker.User("a"));
        RawClient newer = await broker.ConnectAsync(principal: TestBroker.User("a"));

        await newer.RegisterAsync("alice", 2, older.Key);

        PeerAuditEvent taken = Assert.Single(EventsOf(broker), told => told.Kind == PeerAuditKind.TakenOver);
        Assert.Equal((older.Session.View, newer.Session.View), (taken.Session, taken.Successor));
        Assert.Equal("alice", taken.PeerId);
        Assert.Equal(1, broker.Get<IPeerBroker>().GetStatus().TakeOvers);
    }

    [Fact]
    public async Task Sink_ThatThrows_IsLoggedAndHoldsUpNobody()
    {
        await using var broker = new TestBroker(
            TestBroker.Open, builder => builder.AddAuditSink<FailingSink>().AddAuditSink<RecordingSink>());

        RawClient alice = await broker.ConnectAsync("alice");

        Assert.Equal(["alice"], alice.Session.View.PeerIds);
        Assert.Contains(broker.Log.Entries, entry => entry.Id == 2062);
        Assert.Contains(broker.Get<IEnumerable<IPeerAuditSink>>().OfType<RecordingSink>().Single().Events,
            told => told.Kind == PeerAuditKind.Registered);
    }

    [Fact]
    public async Task AuditLog_WritesALineForEachEvent()
    {
        await using var broker = new TestBroker(TestBroker.Open, builder => builder.AddAuditLog());

        await broker.ConnectAsync("alice", TestBroker.User("a"));

        Assert.Contains(broker.Log.Entries, entry => entry.Id == 2061 && entry.Text.Contains(
            "Registered", StringComparison.Ordinal) && entry.Text.Contains("alice", StringComparison.Ordinal));
    }

    private static TestBroker Audited(Action<PeerBrokerOptions>? configure = null) => new(
        options =>
        {
            options.AllowAnonymousPeers = true;
            configure?.Invoke(options);
        },
        builder => builder.AddAuditSink<RecordingSink>());

    private static IReadOnlyList<PeerAuditEvent> EventsOf(TestBroker broker) =>
        ((RecordingSink)broker.Get<IPeerAuditSink>()).Events;
}
