using PeerRpc.Core.Calls;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Endpoints;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;
using PeerRpc.Core.Randomness;
using PeerRpc.Core.Routes;
using PeerRpc.Core.Tests.Calls;
using PeerRpc.Core.Tests.Fakes;
using PeerRpc.TestKit;

namespace PeerRpc.Core.Tests.Endpoints;

/// <summary>One client's links, on a connection whose other side is a test.</summary>
internal sealed class Endpoint
{
    public Endpoint()
    {
        CallServices calls = TestEnds.Services(CallTestMethods.Serializer, new ManualClock());
        Services = new EndpointServices(
            Guid.NewGuid(), new LinkSettings(), calls, RandomSource.Secure);
        Incoming = new IncomingLinks(Services);
        Outgoing = new OutgoingLinks(Services);
        Connection = new FrameConnection(new ScriptedTransport(), 1024 * 1024, new ManualClock(), WorkScheduler.Pool);
        Routes = new RouteTable(Connection, Incoming);
    }

    public EndpointServices Services { get; }

    public IncomingLinks Incoming { get; }

    public OutgoingLinks Outgoing { get; }

    public FrameConnection Connection { get; }

    public RouteTable Routes { get; }

    public static LinkHello Hello(ulong number = 1, LinkHelloForm form = LinkHelloForm.Open) =>
        Hellos.Make(form, number: number);

    /// <summary>Another client opens a route to this one.</summary>
    public void Open(uint label, LinkHello hello, string opener = "alice", string principal = "A") =>
        Open(label, hello.ToFrame(), opener, principal);

    public void Open(uint label, byte[] hello, string opener = "alice", string principal = "A") =>
        Receive(label, new IncomingRouteFrame("bob", opener, new PrincipalStamp(principal, "T", []), hello));

    public GoodbyeFrame? Receive<TFrame>(uint label, TFrame frame)
        where TFrame : IWireFrame
    {
        byte[] body = Wire.Body(frame);
        return Routes.OnFrame(new FrameHeader(TFrame.Kind, label, body.Length), body);
    }

    /// <summary>What has been sent since the last time.</summary>
    public List<(FrameHeader Header, byte[] Body)> Take()
    {
        lock (Connection.Output.Gate)
            return Wire.Cut(Connection.Output.TakeAll());
    }
}
