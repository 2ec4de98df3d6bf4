using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using PeerRpc.Broker.Registry;
using PeerRpc.Broker.Telemetry;
using PeerRpc.Broker.Tests.Fakes;
using PeerRpc.Core.Frames;
using Xunit;

namespace PeerRpc.Broker.Tests.Telemetry;

public class BrokerMetricsTests
{
    [Fact]
    public async Task Instruments_TellWhatHappened()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        var seen = new ConcurrentDictionary<string, long>();
        using MeterListener listener = Listen(broker.Get<IMeterFactory>(), seen);
        RawClient alice = await broker.ConnectAsync(), bob = await broker.ConnectAsync("bob");
        uint label = await TestBroker.OpenRouteAsync(alice, 1, bob, "bob");
        await alice.SendDataAsync(1, 1, 2, 3);
        await bob.ExpectAsync(FrameKind.Data, label);
        await alice.OpenAsync(3, "nobody");
        await alice.ExpectRefusedAsync(3);
        await bob.SendDataAsync(label, 4);
        await alice.ExpectAsync(FrameKind.Data, 1);
        RawClient lost = await broker.ConnectAsync("lost");
        await lost.CloseAsync();
        await lost.BrokerSide.WaitAsync(RawClient.Deadline);
        await alice.OpenAsync(3, "lost", TimeSpan.FromSeconds(1));
        await broker.WaitForAsync(() => broker.Get<PeerTable>().WaiterCount == 1);

        listener.RecordObservableInstruments();

        Assert.Equal(2, seen["peer_broker.sessions"]);
        Assert.Equal(1, seen["peer_broker.peers"]);
        Assert.Equal(1, seen["peer_broker.peers.reserved"]);
        Assert.Equal(1, seen["peer_broker.routes"]);
        Assert.Equal(1, seen["peer_broker.routes.waiting"]);
        Assert.Equal(2, seen["peer_broker.data.frames"]);
        Assert.Equal(4, seen["peer_broker.data.bytes"]);
        Assert.Equal(1, seen["peer_broker.refusals:PeerNotFound"]);
        Assert.Equal(1, seen["peer_broker.routes.opened"]);
        Assert.Equal(0, seen["peer_broker.queue"]);
        Assert.Equal(2, seen["peer_broker.registrations"]);
        Assert.Equal(0, seen["peer_broker.registrations.returned"]);
        Assert.Equal(0, seen["peer_broker.takeovers"]);
        await alice.LeaveAsync();
        listener.RecordObservableInstruments();
        Assert.Equal(4, seen["peer_broker.data.bytes"]);
        Assert.Equal(1, seen["peer_broker.routes.closed:Left"]);
    }

    [Fact]
    public async Task Refusals_OfAClientPastALimit_AreCountedOnce()
    {
        await using var broker = new TestBroker(o => o.MaxConnectionsPerPrincipal = 1);
        var seen = new ConcurrentDictionary<string, long>();
        using MeterListener listener = Listen(broker.Get<IMeterFactory>(), seen);
        await broker.ConnectAsync(principal: TestBroker.User("alice"));
        RawClient second = broker.Dial(TestBroker.User("alice"));

        await second.SendAsync(0, RawClient.Hello());
        await second.ExpectGoodbyeAsync();
        await second.BrokerSide.WaitAsync(RawClient.Deadline);
        listener.RecordObservableInstruments();

        Assert.Equal(1, seen["peer_broker.refusals:ResourceExhausted"]);
    }

    private static MeterListener Listen(IMeterFactory meters, ConcurrentDictionary<string, long> seen)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == BrokerMetrics.Name && ReferenceEquals(instrument.Meter.Scope, meters))
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => seen[instrument.Name] = value);
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            if (tags.Length == 0)
                seen[instrument.Name] = value;
            else
                seen.AddOrUpdate($"{instrument.Name}:{tags[0].Value}", value, (_, sum) => sum + value);
        });
        listener.Start();
        return listener;
    }
}
