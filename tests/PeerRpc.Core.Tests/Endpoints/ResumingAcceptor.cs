using PeerRpc.Core.Calls;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;
using PeerRpc.Core.Tests.Fakes;
using PeerRpc.TestKit;
using Xunit;

namespace PeerRpc.Core.Tests.Endpoints;

/// <summary>A client that others open links to; the broker and the opener are played by a test.</summary>
internal sealed class ResumingAcceptor
{
    public const ulong Number = 5;

    public static readonly TimeSpan MayBeAway = TimeSpan.FromSeconds(55);

    private uint _lastLabel;
    private byte _nonce;

    public ResumingAcceptor() => Endpoint.Incoming.MayBeAway = MayBeAway;

    public Endpoint Endpoint { get; } = new();

    public ManualClock Clock => Endpoint.Clock;

    public LinkSecret Secret { get; private set; } = new(default, default);

    /// <summary>How many frames the opener says that it has received.</summary>
    public ulong Received { get; set; }

    /// <summary>Opens the link.</summary>
    /// <returns>The label of its first path.</returns>
    public uint Open(ulong number = Number)
    {
        LinkHello hello = Endpoint.Hello(number) with { Nonce = NewNonce() };
        (FrameHeader header, byte[] body) = Ask(hello);
        Assert.Equal(FrameKind.RouteOpened, header.Kind);
        Assert.True(RouteOpenedFrame.TryRead(body, out RouteOpenedFrame opened));
        Secret = new LinkSecret(hello.Nonce, LinkHello.FromFrame(opened.Hello.Span)!.Nonce);
        return header.Label;
    }

    /// <summary>Asks to resume, and expects to be answered.</summary>
    public OfferedPath Offer(uint epoch)
    {
        LinkHello hello = ResumeHello(epoch);
        (FrameHeader header, byte[] body) = Ask(hello);
        Assert.Equal(FrameKind.RouteOpened, header.Kind);
        Assert.True(RouteOpenedFrame.TryRead(body, out RouteOpenedFrame opened));
        return new OfferedPath(header.Label, hello, opened.Hello.ToArray(), Secret);
    }

    /// <summary>Resumes.</summary>
    public OfferedPath Resume(uint epoch)
    {
        OfferedPath path = Offer(epoch);
        Assert.Null(Endpoint.ReceiveData(path.Label, path.Proof));
        return path;
    }

    public LinkHello ResumeHello(uint epoch, ulong number = Number) =>
        Endpoint.Hello(number, LinkHelloForm.Resume) with { Epoch = epoch, Nonce = NewNonce(), Received = Received };

    /// <summary>Asks for a route, and takes the one frame that answers.</summary>
    public (FrameHeader Header, byte[] Body) Ask(LinkHello hello, string opener = "alice", string principal = "A")
    {
        _lastLabel += 2;
        uint label = _lastLabel;
        Endpoint.Open(label, hello, opener, principal);
        // Another route may have to go for this one.
        List<(FrameHeader Header, byte[] Body)> sent = Endpoint.Take();
        Closed.AddRange(sent.Where(frame => frame.Header.Kind == FrameKind.CloseRoute)
            .Select(frame => (frame.Header.Label, (CloseReason)frame.Body[0])));
        return sent.First(frame => frame.Header.Label == label);
    }

    /// <summary>The routes that were closed when others were asked for.</summary>
    public List<(uint Label, CloseReason Reason)> Closed { get; } = [];

    /// <summary>A call of a controller that is not there: it is answered at once, with a fault.</summary>
    public static byte[] Request(ulong id)
    {
        byte[] body = new WireWriter().Varint(id).Byte((byte)RequestFlags.None).Text("/none").Text("m").UInt32(0)
            .Fixed([0]).Written.ToArray();
        return Wire.LinkFrame(LinkFrameKind.Request, body);
    }

    /// <summary>What has been written since the last time.</summary>
    public List<(uint Label, LinkFrameKind Kind, byte[] Body)> TakeData(
        List<(FrameHeader Header, byte[] Body)>? sent = null) =>
        [.. (sent ?? Endpoint.Take()).Where(frame => frame.Header.Kind == FrameKind.Data)
            .SelectMany(frame => Wire.CutLink(frame.Body).Select(link => (frame.Header.Label, link.Kind, link.Body)))];

    public void Close(uint label, CloseReason reason = CloseReason.ConnectionLost) =>
        Assert.Null(Endpoint.Receive(label, new CloseRouteFrame(reason, "")));

    private byte[] NewNonce()
    {
        byte[] nonce = new byte[LinkHello.NonceLength];
        nonce[0] = ++_nonce;
        return nonce;
    }
}
