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
        CallServices calls = TestEnds.Services(CallTestMethods.Serializer, Clock);
        Services = new EndpointServices(
            Guid.NewGuid(), new LinkSettings(), calls, RandomSource.Secure);
        Incoming = new IncomingLinks(Services);
        Outgoing = new OutgoingLinks(Services);
        (Connection, Routes) = NewConnection();
    }

    /// <summary>The clock of links and connections.</summary>
    public ManualClock Clock { get; } = new();

    public EndpointServices Services { get; }

    public IncomingLinks Incoming { get; }

    public OutgoingLinks Outgoing { get; }

    public FrameConnection Connection { get; private set; }

    public RouteTable Routes { get; private set; }

    public static LinkHello Hello(ulong number = 1, LinkHelloForm form = LinkHelloForm.Open) =>
        Hellos.Make(form, number: number);

    /// <summary>The links are carried by this connection from now on.</summary>
    public void Connect(TimeSpan window, uint maxRoutes = 8, params string[] awaited)
    {
        Incoming.MayBeAway = window;
        Outgoing.Connect(new RouteOpener(Routes, Connection, maxRoutes), window, awaited);
    }

    /// <summary>The connection is lost; there is another one, which carries nothing yet.</summary>
    public void Disconnect()
    {
        Outgoing.Disconnect("The cable is cut.");
        Incoming.Disconnect();
        Routes.EndAll(CloseReason.ConnectionLost, "The cable is cut.");
        (Connection, Routes) = NewConnection();
    }

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

    public GoodbyeFrame? ReceiveData(uint label, params byte[][] frames)
    {
        byte[] body = [.. frames.SelectMany(frame => frame)];
        return Routes.OnFrame(new FrameHeader(FrameKind.Data, label, body.Length), body);
    }

    /// <summary>What has been sent since the last time.</summary>
    public List<(FrameHeader Header, byte[] Body)> Take()
    {
        lock (Connection.Output.Gate)
            return Wire.Cut(Connection.Output.TakeAll());
    }

    private (FrameConnection, RouteTable) NewConnection()
    {
        var connection = new FrameConnection(new ScriptedTransport(), 1024 * 1024, Clock, WorkScheduler.Pool);
        return (connection, new RouteTable(connection, Incoming));
    }
}
