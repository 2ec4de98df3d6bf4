using PeerRpc.CodeGeneration;
using PeerRpc.Core.Calls;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;
using PeerRpc.Core.Serialization;
using PeerRpc.Core.Tests.Calls;
using PeerRpc.Core.Tests.Fakes;
using PeerRpc.Core.Tests.Serialization;
using PeerRpc.TestKit;
using Xunit;

namespace PeerRpc.Core.Tests.Endpoints;

/// <summary>A client that opens links; the broker and the acceptor are played by a test.</summary>
internal sealed class ResumingOpener
{
    public const string Key = "B";

    public static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    // Longer than any wait between two attempts.
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(2);

    private LinkSecret? _secret;

    // Routes that the opener closes stay in use, unless a test closes them, too.
    public ResumingOpener() => Endpoint.Connect(Window, maxRoutes: 4096);

    public Endpoint Endpoint { get; } = new();

    public ManualClock Clock => Endpoint.Clock;

    /// <summary>The acceptor's process.</summary>
    public Guid Acceptor { get; } = Guid.NewGuid();

    /// <summary>How many frames the acceptor says that it has received.</summary>
    public ulong Received { get; set; }

    public Task<int> Start(int value = 1, TimeSpan? timeout = null, string target = "bob", bool waitsForPeer = false)
    {
        var call = new PendingCall<int>(
            new CallTarget(new CallAddress(CallTestMethods.Path), CallTestMethods.Find("Answer")),
            CallTestMethods.Serializer.GetCodec<int>(), default)
        {
            WaitsForPeer = waitsForPeer,
        };
        OutgoingCalls calls = Endpoint.Outgoing.GetCalls("alice", target, waitsForPeer);
        PeerArguments arguments = ArgumentsCache.Rent();
        arguments.Begin(keepValues: false);
        arguments.Write(CallTestMethods.Serializer.GetCodec<int>(), value);
        arguments.Payload.EndPayload();
        Assert.True(calls.TryStart(call, arguments, timeout ?? Timeout.InfiniteTimeSpan, RequestFlags.None));
        ArgumentsCache.Return(arguments);
        return call.Task;
    }

    /// <summary>A call on a link that an acceptor has answered.</summary>
    public (Task<int> Call, uint Label) StartAttached()
    {
        Task<int> call = Start();
        AskedRoute asked = TakeAsked();
        Accept(asked);
        return (call, asked.Label);
    }

    /// <summary>The one route that has been asked for since the last time.</summary>
    public AskedRoute TakeAsked() => Assert.Single(TakeAllAsked());

    public List<AskedRoute> TakeAllAsked()
    {
        List<AskedRoute> asked = [];
        foreach ((FrameHeader header, byte[] body) in Endpoint.Take())
        {
            if (header.Kind != FrameKind.OpenRoute)
                continue;
            Assert.True(OpenRouteFrame.TryRead(body, out OpenRouteFrame frame));
            asked.Add(new AskedRoute(header.Label, frame));
        }
        return asked;
    }

    /// <summary>The next attempt, which follows within a moment.</summary>
    public AskedRoute TakeNextAsked()
    {
        Clock.Advance(Moment);
        return TakeAsked();
    }

    /// <summary>Answers an opening.</summary>
    public void Accept(AskedRoute asked)
    {
        byte[] nonce = Guid.NewGuid().ToByteArray();
        LinkHello reply = Hellos.Make(number: asked.Hello.Number) with
        {
            Instance = Acceptor,
            Nonce = (byte[])[.. nonce, .. nonce],
        };
        _secret = new LinkSecret(asked.Hello.Nonce, reply.Nonce);
        Answer(asked, reply.ToFrame());
    }

    /// <summary>The right answer to a resume, unless a test changes it before it is proven.</summary>
    public byte[] Reply(AskedRoute asked, Func<LinkHello, LinkHello>? change = null)
    {
        LinkHello reply = Hellos.Make(LinkHelloForm.ResumeReply, number: asked.Hello.Number) with
        {
            Instance = Acceptor,
            Epoch = asked.Hello.Epoch,
            Received = Received,
            Proof = new byte[LinkSecret.ProofLength],
        };
        reply = change?.Invoke(reply) ?? reply;
        byte[] proof = _secret!.Prove(LinkSide.Acceptor, asked.Frame.Hello.Span, reply.ToFrame());
        return (reply with { Proof = proof }).ToFrame();
    }

    public void Answer(AskedRoute asked, byte[] hello, string key = Key) =>
        Assert.Null(Endpoint.Receive(asked.Label, new RouteOpenedFrame(key, hello)));

    /// <summary>Whether a LinkProof is the one that belongs to these hellos.</summary>
    public bool IsProof(byte[] body, AskedRoute asked, byte[] reply) =>
        LinkProofFrame.TryRead(body, out LinkProofFrame frame)
        && frame.Number == asked.Hello.Number && frame.Epoch == asked.Hello.Epoch
        && _secret!.IsRight(frame.Proof.Span, LinkSide.Opener, asked.Frame.Hello.Span, reply);

    /// <summary>Answers the resume, and takes what then comes.</summary>
    public List<(LinkFrameKind Kind, byte[] Body)> Resume(AskedRoute asked)
    {
        Answer(asked, Reply(asked));
        return TakeData();
    }

    public void Refuse(AskedRoute asked, PeerErrorCode code) => Assert.Null(Endpoint.Receive(
        asked.Label, new RouteRefusedFrame(code, PeerErrorOrigin.Broker, default, "no")));

    public void Break(uint label, CloseReason reason = CloseReason.ConnectionLost) =>
        Assert.Null(Endpoint.Receive(label, new CloseRouteFrame(reason, "")));

    /// <summary>The link frames that have been sent since the last time, on whatever route.</summary>
    public List<(LinkFrameKind Kind, byte[] Body)> TakeData() =>
        [.. Endpoint.Take().Where(frame => frame.Header.Kind == FrameKind.Data)
            .SelectMany(frame => Wire.CutLink(frame.Body))];

    /// <summary>Answers a call.</summary>
    public void Respond(uint label, ulong id) => Assert.Null(Endpoint.ReceiveData(label, Wire.LinkFrame(
        LinkFrameKind.Response,
        new WireWriter().Varint(id).Varint(0).Fixed(Payload.Write(CallTestMethods.Serializer, 7)).Written)));

    public static async Task FailsAsync(Task call, PeerErrorCode code, Executed executed)
    {
        PeerRpcException error = await Assert.ThrowsAnyAsync<PeerRpcException>(() => call.WaitAsync(Wire.Deadline));
        Assert.Equal((code, executed), (error.Code, error.Executed));
    }
}
