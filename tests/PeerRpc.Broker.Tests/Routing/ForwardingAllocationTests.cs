using PeerRpc.Broker.Labels;
using PeerRpc.Broker.Routing;
using PeerRpc.Broker.Sessions;
using PeerRpc.Broker.Tests.Fakes;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Frames;
using Xunit;

namespace PeerRpc.Broker.Tests.Routing;

public class ForwardingAllocationTests
{
    private const int Batches = 2_000;
    private const int FramesPerBatch = 16;

    [Fact]
    public void Data_InSteadyState_AllocatesNothing()
    {
        var transport = new SwallowingTransport();
        RouteSwitch routes = MakeOpenRoute(transport);
        var body = new byte[200];
        Forward(routes, body);
        long swallowed = transport.Swallowed;

        long before = GC.GetAllocatedBytesForCurrentThread();
        Forward(routes, body);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
        Assert.True(transport.Swallowed - swallowed >= (long)Batches * FramesPerBatch * body.Length);
    }

    private static void Forward(RouteSwitch routes, byte[] body)
    {
        var header = new FrameHeader(FrameKind.Data, 1, body.Length);
        for (int batch = 0; batch < Batches; batch++)
        {
            for (int i = 0; i < FramesPerBatch; i++)
            {
                if (routes.OnFrame(header, body) is not null)
                    throw new InvalidOperationException("The route is not open.");
            }
            routes.OnBatchEnd();
        }
    }

    private static RouteSwitch MakeOpenRoute(SwallowingTransport targetTransport)
    {
        Hop from = MakeHop(new SwallowingTransport()), to = MakeHop(targetTransport);
        RouteHalf opener = from.TryAdd(1)!;
        var acceptor = new RouteHalf(to, 0, RouteState.New) { Other = opener };
        Assert.True(from.TryConnect(opener, acceptor));
        Assert.Equal(
            OfferOutcome.Offered,
            to.Offer(acceptor, new IncomingRouteFrame("to", "", PrincipalStamp.Anonymous, default)));
        Assert.True(to.TryAccept(acceptor));
        Assert.True(from.TryOpen(opener, new RouteOpenedFrame("", default)));
        var view = new PeerSession("s", TestBroker.Anonymous, null, from.Connection, default);
        var session = new BrokerSession(view, PrincipalStamp.Anonymous, from)
        {
            Identity = "",
            Work = WorkScheduler.Pool,
            Owner = new NoTakeOver(),
        };
        return new RouteSwitch(session, null!);
    }

    private static Hop MakeHop(SwallowingTransport transport)
    {
        var limits = new HopLimits(16, 16, 1024 * 1024);
        var connection = new FrameConnection(transport, limits.QueueBytes, TimeProvider.System, WorkScheduler.Pool);
        _ = connection.RunAsync(new NoFrames());
        return new Hop(connection, limits);
    }

    private sealed class NoTakeOver : ISessionOwner
    {
        public void CutOff(GoodbyeFrame reason) =>
            throw new InvalidOperationException("Nobody takes anything over here.");
    }

    private sealed class NoFrames : IFrameSink
    {
        public GoodbyeFrame? OnFrame(FrameHeader header, ReadOnlySpan<byte> body) => null;

        public void OnBatchEnd()
        {
        }
    }
}
